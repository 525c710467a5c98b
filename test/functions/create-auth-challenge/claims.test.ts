import { expect } from 'chai';
import { claimsOf, type Rules } from '../../../functions/create-auth-challenge/claims.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import { toLong } from '../../../functions/question/long-code.ts';
import { questionName } from '../../../functions/question/nonce.ts';
import { pseudonyms } from '../../../functions/question/stable-key.ts';
import { disguises } from '../../support/disguises.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { KEY_ID } from '../../support/settings.ts';
import { fakeMac, NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const RULES: Rules = { repeatSeconds: 30, lifetimeSeconds: 180, resendSeconds: 30, perHour: 5, attempts: 3 };
const [ONE, OTHER] = ['AAECAwQFBgcICQoLDA0ODw', '_-8CAwQFBgcICQoLDA0OD3'] as const;
const fresh = (nonce: string, now = NOW) => ({ nonce, issuedAt: now, sends: 0, sentAt: 0 });

describe('claimsOf', function () {
  this.timeout(20_000);
  const dynamodb = useDynamodb();
  const names = async () => ({ asker: 'user', guesses: { user: 'guessed', max: 9 } });
  const claims = claimsOf(dynamodbLedger(LEDGER_TABLE), names, pseudonyms(KEY_ID, fakeMac));
  const table = async () => JSON.stringify(await dynamodb.items());

  it('gives the nonce of the question that stands, which the table does not show', async () => {
    const first = await claims.question(fresh(ONE), RULES, NOW);
    expect(first).to.deep.equal({ nonce: ONE, issuedAt: NOW, sends: 1, sentAt: NOW, outcome: 'send' });
    expect(await claims.question(fresh(OTHER, NOW + 5), RULES, NOW + 5)).to.deep.equal(first);
    const again = await claims.resend(first, fresh(OTHER, NOW + 60), RULES, NOW + 60);
    expect(again).to.deep.equal({ ...first, sends: 2, sentAt: NOW + 60 });
    for (const disguise of [ONE, OTHER].flatMap(disguises)) expect(await table()).not.to.include(disguise);
  });

  it('gives the same nonce, marked as one of a long code, as the last of the hour', async () => {
    const last = await claims.question(fresh(ONE), { ...RULES, perHour: 1 }, NOW);
    expect(last).to.include({ nonce: toLong(ONE), outcome: 'send' });
    expect(await claims.question(fresh(OTHER, NOW + 900), RULES, NOW + 900)).to.deep.equal(last);
  });

  it('gives another sign-in’s question, where a resend finds the own one used', async () => {
    const first = await claims.question(fresh(ONE), RULES, NOW);
    await dynamodbLedger(LEDGER_TABLE).countAnswer({
      ...{ question: questionName(first), call: 'call', isRight: true },
      ...{ max: 3, now: NOW, expiresAt: NOW + 180 },
    });
    await claims.question(fresh(OTHER, NOW + 40), RULES, NOW + 40);
    const claim = await claims.resend(first, fresh('E'.repeat(22), NOW + 45), RULES, NOW + 45);
    expect(claim).to.include({ nonce: OTHER, issuedAt: NOW + 40, outcome: 'send' });
  });

  it('takes over another sign-in’s question, where a newer one replaced the own', async () => {
    const first = await claims.question(fresh(ONE), RULES, NOW);
    await claims.question(fresh(OTHER, NOW + 40), RULES, NOW + 40);
    const claim = await claims.resend(first, fresh('E'.repeat(22), NOW + 80), RULES, NOW + 80);
    expect(claim).to.include({ nonce: OTHER, issuedAt: NOW + 40, sends: 2, sentAt: NOW + 80 });
  });
});
