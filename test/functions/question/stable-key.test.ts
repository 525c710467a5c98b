import { expect } from 'chai';
import { askerName, guessedName, pseudonyms } from '../../../functions/question/stable-key.ts';
import { rejection } from '../../support/handlers.ts';
import { KEY_ID } from '../../support/settings.ts';
import { cognitoEvent, parsed } from '../../support/trigger-events.ts';
import { fakeMac } from '../../support/worlds.ts';

describe('pseudonyms', () => {
  let calls: [keyId: string, message: string][];
  const counting = async (keyId: string, message: string) => {
    calls.push([keyId, message]);
    return fakeMac(keyId, message);
  };

  beforeEach(() => {
    calls = [];
  });

  it('are 22 characters that the ledger can take for a key, the same each time and on each machine', async () => {
    const [one, other] = [pseudonyms(KEY_ID, counting), pseudonyms(KEY_ID, counting)];
    const name = await one('user', 'casey.ember');
    expect(name).to.match(/^[\w-]{22}$/);
    expect(await one('user', 'casey.ember')).to.equal(name);
    expect(await other('user', 'casey.ember')).to.equal(name);
  });

  it('tell parts apart, also where their texts, one after the other, are the same', async () => {
    const name = pseudonyms(KEY_ID, counting);
    const names = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['ab', 'c', ''], ['ab","c']].map(parts =>
      name(...parts),
    );
    expect(new Set(await Promise.all(names)).size).to.equal(6);
  });

  it('cannot be made without the key', async () => {
    const names = ['one key', 'another'].map(keyId => pseudonyms(keyId, counting)('user'));
    expect(new Set(await Promise.all(names)).size).to.equal(2);
  });

  it('take one call of KMS, for a key that is no key of answers', async () => {
    const name = pseudonyms(KEY_ID, counting);
    await Promise.all(Array.from({ length: 20 }, (_, index) => name(String(index))));
    expect(calls).to.deep.equal([[KEY_ID, 'cognito-challenge pseudonyms']]);
  });

  it('do not keep a failure: its callers get the error, the next one a new try', async () => {
    let broken = true;
    const name = pseudonyms(KEY_ID, async (keyId, message) => {
      if (broken) throw new Error('KMS is away');
      return counting(keyId, message);
    });
    const errors = await Promise.all([rejection(name('a')), rejection(name('b'))]);
    expect(errors.map(({ message }) => message)).to.deep.equal(['KMS is away', 'KMS is away']);
    broken = false;
    expect(await name('a')).to.have.length(22);
    await name('b');
    expect(calls).to.have.length(1);
  });
});

describe('whom the ledger counts for', () => {
  const pseudonym = pseudonyms(KEY_ID, fakeMac);
  const casey = parsed(cognitoEvent('create'));

  it('has the names that another program makes: by other ones, an update would give fresh messages and guesses', async () => {
    // Computed with Python's hmac, hashlib and json, under the key material of this test's KMS.
    expect(await askerName(pseudonym, casey, 'code', 'email_otp')).to.equal('Yavir4S3hIOBmEJk3w2ie4');
    expect(await guessedName(pseudonym, casey)).to.equal('X0xWtwOL2XZ');
  });

  it('is one user of a pool, client, step and challenge where messages are counted', async () => {
    const askers = [
      [casey, 'code', 'email_otp'],
      [{ ...casey, userPoolId: 'eu-central-1_another' }, 'code', 'email_otp'],
      [{ ...casey, clientId: 'another' }, 'code', 'email_otp'],
      [{ ...casey, userName: 'robin' }, 'code', 'email_otp'],
      [casey, 'second_code', 'email_otp'],
      [casey, 'code', 'sms_otp'],
    ] as const;
    const names = askers.map(([event, step, challenge]) => askerName(pseudonym, event, step, challenge));
    expect(new Set(await Promise.all(names)).size).to.equal(6);
  });

  it('is one user of a pool where guesses are counted, whichever client they come by', async () => {
    const named = (changes: object) => guessedName(pseudonym, { ...casey, ...changes });
    const name = await named({});
    expect(await named({ clientId: 'another' })).to.equal(name);
    for (const changes of [{ userName: 'robin' }, { userPoolId: 'eu-central-1_another' }])
      expect(await named(changes)).not.to.equal(name);
  });
});
