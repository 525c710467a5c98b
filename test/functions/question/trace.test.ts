import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { TRACE } from '../../../functions/event/trace.ts';
import { epochKeys } from '../../../functions/question/epoch-key.ts';
import { newTrace, traceUserPart } from '../../../functions/question/trace.ts';
import { KEY_ID } from '../../support/settings.ts';
import { fakeMac, NOW_SECONDS } from '../../support/worlds.ts';

const USER = { userPoolId: 'eu-central-1_Ab3dE5gH7', userName: 'casey.ember' };
const RANDOM = 'AAECAwQFBgcICQoLDA0ODw';
const epochKey = epochKeys(KEY_ID, fakeMac);

describe('traceUserPart', () => {
  it('is what another program makes of the hour’s key: a support case of an older version is still found', async () => {
    const key = await fakeMac(KEY_ID, `cognito-challenge epoch ${Math.floor(NOW_SECONDS / 3600)}`);
    const mac = createHmac('sha256', key).update('["trace","eu-central-1_Ab3dE5gH7","casey.ember"]').digest();
    expect(await traceUserPart(epochKey, USER, NOW_SECONDS)).to.equal(mac.toString('base64url').slice(0, 8));
  });

  it('is the same within the hour, and another one for any other hour, user or pool', async () => {
    const hour = NOW_SECONDS - (NOW_SECONDS % 3600);
    const parts = [
      await traceUserPart(epochKey, USER, hour),
      await traceUserPart(epochKey, USER, hour - 1),
      await traceUserPart(epochKey, USER, hour + 3600),
      await traceUserPart(epochKey, { ...USER, userName: 'casey' }, hour),
      await traceUserPart(epochKey, { ...USER, userPoolId: 'eu-central-1_other' }, hour),
    ];
    expect(await traceUserPart(epochKey, USER, hour + 3599)).to.equal(parts[0]);
    expect(new Set(parts).size).to.equal(parts.length);
    for (const part of parts) expect(part).to.match(/^[\w-]{8}$/);
  });
});

describe('newTrace', () => {
  const part = () => traceUserPart(epochKey, USER, NOW_SECONDS);

  it('is the user’s part, and a random one', async () => {
    expect(await newTrace(part(), RANDOM)).to.equal(`${await part()}AAECAwQF`);
  });

  it('is random as a whole where no challenge takes the key, or KMS does not give it: it stops no sign-in', async () => {
    for (const none of [undefined, Promise.reject(new Error('denied'))]) {
      const trace = await newTrace(none, RANDOM);
      expect(trace).to.equal('AAECAwQFBgcICQoL').and.match(TRACE);
    }
  });
});
