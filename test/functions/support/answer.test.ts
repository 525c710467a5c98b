import { expect } from 'chai';
import { tableInMemory } from '../../../attack/table-in-memory.ts';
import { guessedName, pseudonyms } from '../../../functions/question/stable-key.ts';
import { support } from '../../../functions/support/answer.ts';
import type { SupportSettings } from '../../../functions/support/settings.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { KEY_ID } from '../../support/settings.ts';
import { fakeMac, NOW_SECONDS } from '../../support/worlds.ts';

const userPoolId = 'eu-central-1_AbCdEfGhI';
const settings: SupportSettings = {
  ...{ keyId: KEY_ID, userPoolId, clientIds: ['app'], ledgerTable: 'ledger', logGroups: [] },
  flow: [{ name: 'email_otp', challenges: ['email_otp'], lifetimeSeconds: 180 }],
};

describe('the log of the support function', () => {
  const output = recordOutput();
  const warnings: object[] = [];
  beforeEach(() => {
    warnings.length = 0;
    // What is recorded was written anyhow; `recordOutput` puts the console back.
    const { warn } = console;
    console.warn = (entry: object) => {
      warnings.push(entry);
      warn(entry);
    };
  });
  const table = tableInMemory();
  const ask = support(settings, {
    // In the last millisecond of a second, which is over at the next one.
    now: () => NOW_SECONDS * 1000 + 999,
    generateMac: fakeMac,
    updateItem: table.update,
  });

  it('says for whom traces were looked up, also where log_level hides the lines of sign-ins', async () => {
    const traces = await ask({ action: 'trace', username: 'casey.ember', from: '2025-11-21T16:00:00Z' });
    const guesses = await guessedName(pseudonyms(KEY_ID, fakeMac), { userPoolId, userName: 'casey.ember' });
    expect(warnings).to.deep.equal([{ message: 'Traces were looked up.', guesses, hours: 3 }]);
    expect(traces).to.have.property('hours').with.length(3);
    expect(output.text()).to.not.include('casey');
  });

  it('says all that an unblock has come to', async () => {
    const unblocked = await ask({ action: 'unblock', username: 'casey.ember' });
    expect(warnings).to.deep.equal([{ message: 'A user was unblocked.', ...unblocked }]);
    expect(unblocked).to.have.property('unblocksLeft', 3);
    const [item] = table.items.values();
    expect(item, 'whole seconds').to.include({ weekEndsAt: NOW_SECONDS + 7 * 86_400 });
    expect(output.text()).to.not.include('casey');
  });
});
