import { expect } from 'chai';
import { epochKeys } from '../../../functions/question/epoch-key.ts';
import { rejection } from '../../support/handlers.ts';
import { KEY_ID } from '../../support/settings.ts';
import { fakeMac } from '../../support/worlds.ts';

const HOUR = 3600;
const START = 490_000 * HOUR;

describe('epochKeys', () => {
  let calls: [keyId: string, message: string][];
  const counting = async (keyId: string, message: string) => {
    calls.push([keyId, message]);
    return fakeMac(keyId, message);
  };

  beforeEach(() => {
    calls = [];
  });

  it('asks KMS once an hour, at the hour', async () => {
    const keyOf = epochKeys(KEY_ID, counting);
    const keys = [];
    for (const second of [0, 1, 1800, HOUR - 1]) keys.push(await keyOf(START + second));
    expect(calls).to.have.length(1);
    expect(new Set(keys).size).to.equal(1);
    await keyOf(START + HOUR);
    expect(calls).to.have.length(2);
  });

  it('asks for a MAC of the hour, under the key of the settings', async () => {
    await epochKeys(KEY_ID, counting)(START + 77);
    expect(calls).to.deep.equal([[KEY_ID, 'cognito-challenge epoch 490000']]);
  });

  it('gives every hour another key', async () => {
    const keyOf = epochKeys(KEY_ID, counting);
    const keys = await Promise.all([0, 1, 2, 3].map(hours => keyOf(START + hours * HOUR)));
    expect(new Set(keys.map(key => Buffer.from(key).toString('hex'))).size).to.equal(4);
  });

  it('lets callers at the same time share one call', async () => {
    const keyOf = epochKeys(KEY_ID, counting);
    const keys = await Promise.all(Array.from({ length: 20 }, (_, second) => keyOf(START + second)));
    expect(calls).to.have.length(1);
    expect(new Set(keys).size).to.equal(1);
  });

  it('keeps two hours, so that a question from before the hour costs nothing', async () => {
    const keyOf = epochKeys(KEY_ID, counting);
    for (const hours of [0, 1, 0, 1, 0]) await keyOf(START + hours * HOUR);
    expect(calls).to.have.length(2);
  });

  it('keeps no third hour', async () => {
    const keyOf = epochKeys(KEY_ID, counting);
    for (const hours of [0, 1, 2]) await keyOf(START + hours * HOUR);
    await keyOf(START + HOUR);
    await keyOf(START + 2 * HOUR);
    expect(calls).to.have.length(3);
    await keyOf(START);
    expect(calls).to.have.length(4);
  });

  it('does not keep a failure: its callers get the error, the next one a new try', async () => {
    let broken = true;
    const keyOf = epochKeys(KEY_ID, async (keyId, message) => {
      calls.push([keyId, message]);
      if (broken) throw new Error('KMS is away');
      return fakeMac(keyId, message);
    });
    const errors = await Promise.all([rejection(keyOf(START)), rejection(keyOf(START + 1))]);
    expect(errors.map(({ message }) => message)).to.deep.equal(['KMS is away', 'KMS is away']);
    expect(calls).to.have.length(1);
    broken = false;
    expect(await keyOf(START)).to.have.length(32);
    await keyOf(START);
    expect(calls).to.have.length(2);
  });

  it('keeps the keys of different KMS keys apart', async () => {
    const [one, other] = await Promise.all([
      epochKeys('a', counting)(START),
      epochKeys('b', counting)(START),
    ]);
    expect(one).not.to.deep.equal(other);
  });
});
