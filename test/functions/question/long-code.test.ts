import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { alphabets } from '../../../functions/challenges/one-time-code.ts';
import { foldCode } from '../../../functions/question/fold-code.ts';
import {
  codeLengthOf,
  expiryOf,
  inGroups,
  isLong,
  lifetimeOf,
  maxGuesses,
  toLong,
} from '../../../functions/question/long-code.ts';
import { step } from '../../support/settings.ts';

const nonces = Array.from({ length: 500 }, () => randomBytes(16).toString('base64url'));

describe('a long code', () => {
  it('is marked in bits of the nonce that no random one has, and leaves its bytes as they are', () => {
    for (const nonce of nonces) {
      const long = toLong(nonce);
      expect([isLong({ nonce }), isLong({ nonce: long })], nonce).to.deep.equal([false, true]);
      expect(long).to.match(/^[\w-]{22}$/);
      expect(Buffer.from(long, 'base64url')).to.deep.equal(Buffer.from(nonce, 'base64url'));
      expect(toLong(long)).to.equal(long);
    }
    const long = toLong(nonces[0] ?? '');
    for (const nonce of ['marked like one, and no nonce: R', `A${long}`, `${long}A`, long.slice(1), 'R'])
      expect(isLong({ nonce }), nonce).to.equal(false);
  });

  it('has 64 bits at least, which NIST takes without a limit of tries', () => {
    for (const alphabet of Object.values(alphabets)) {
      const length = codeLengthOf({ nonce: toLong(nonces[0] ?? '') }, alphabet, 6);
      expect(length * Math.log2(alphabet.length)).to.be.within(64, 70);
      expect(codeLengthOf({ nonce: nonces[0] ?? '' }, alphabet, 6)).to.equal(6);
    }
  });

  it('lives for an hour more than the step says: until there can be other messages', () => {
    const [nonce = ''] = nonces;
    expect(lifetimeOf({ nonce }, step({ lifetimeSeconds: 300 }))).to.equal(300);
    expect(lifetimeOf({ nonce: toLong(nonce) }, step({ lifetimeSeconds: 300 }))).to.equal(3900);
  });

  it('can be answered as long as its sign-in was told, and no shorter than it lives', () => {
    const [nonce = ''] = nonces;
    const expiry = (changes: object) =>
      expiryOf({
        nonce,
        issuedAt: 10_000,
        askedAt: 10_000,
        step: step({ lifetimeSeconds: 300 }),
        ...changes,
      });
    expect(expiry({})).to.equal(10_300);
    expect(expiry({ askedAt: 10_200 }), 'asked again').to.equal(10_500);
    expect(expiry({ nonce: toLong(nonce) })).to.equal(13_900);
    expect(expiry({ nonce: toLong(nonce), askedAt: 13_000 }), 'within its hour').to.equal(13_900);
    expect(expiry({ nonce: toLong(nonce), askedAt: 13_800 }), 'at its end').to.equal(14_100);
  });

  it('is written in groups, and read with them', () => {
    expect(inGroups('12345678901234567890')).to.equal('12345 67890 12345 67890');
    expect(inGroups('123456789012345')).to.equal('12345 67890 12345');
    expect(foldCode(inGroups('12345678901234567890'))).to.equal('12345678901234567890');
    for (const usual of ['123456', '1234567890']) expect(inGroups(usual)).to.equal(usual);
  });

  it('is asked after three sign-ins that went wrong to the end', () => {
    expect(maxGuesses(step({ attempts: 3 }))).to.equal(9);
    expect(maxGuesses(step({ attempts: 5 }))).to.equal(15);
  });
});
