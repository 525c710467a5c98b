import { expect } from 'chai';
import fc from 'fast-check';
import { type AskedRound, fromMetadata, toMetadata } from '../../../functions/flow/round.ts';
import { NONCE } from '../../support/trigger-events.ts';

const ASKED: AskedRound = {
  step: 'second_captcha',
  nonce: NONCE,
  issuedAt: 1763750000,
  spent: 1,
  sends: 2,
  sentAt: 1763750031,
};

describe('toMetadata', () => {
  it('begins with the name that AWS gives the challenge in its example', () => {
    expect(toMetadata('captcha', ASKED)).to.equal(
      `CAPTCHA_CHALLENGE second_captcha ${NONCE} 1763750000 1 2 1763750031`,
    );
  });

  it('keeps a note of the challenge’s own behind it', () => {
    expect(toMetadata('external', { ...ASKED, note: 'é 1' })).to.equal(
      `EXTERNAL_CHALLENGE second_captcha ${NONCE} 1763750000 1 2 1763750031 w6kgMQ`,
    );
  });

  it('writes what fromMetadata reads', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/);
    const count = fc.integer({ min: 0, max: 99 });
    const asked: fc.Arbitrary<AskedRound> = fc.record(
      {
        step: name,
        nonce: fc
          .uint8Array({ minLength: 16, maxLength: 16 })
          .map(bytes => Buffer.from(bytes).toString('base64url')),
        issuedAt: fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }),
        spent: count,
        sends: count,
        sentAt: fc.integer({ min: 0, max: 9_999_999_999 }),
        // 200 bytes: characters of up to four.
        note: fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
          .filter(text => Buffer.byteLength(text) <= 200),
      },
      { requiredKeys: ['step', 'nonce', 'issuedAt', 'spent', 'sends', 'sentAt'] },
    );
    fc.assert(
      fc.property(name, asked, (challenge, round) => {
        expect(fromMetadata(toMetadata(challenge, round))).to.deep.equal({ challenge, asked: round });
      }),
      { numRuns: 500 },
    );
  });

  it('has room for a note of 200 bytes', () => {
    for (const note of ['n'.repeat(200), 'é'.repeat(100)])
      expect(fromMetadata(toMetadata('external', { ...ASKED, note }))?.asked?.note).to.equal(note);
  });
});

describe('fromMetadata', () => {
  it('reads the bare name that a create function as in AWS’s example leaves', () => {
    expect(fromMetadata('CAPTCHA_CHALLENGE')).to.deep.equal({ challenge: 'captcha' });
  });

  const known = `CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 0 0 0`;
  const foreign: readonly [metadata: unknown, why: string][] = [
    [null, 'none'],
    [undefined, 'no field'],
    ['', 'an empty text'],
    ['CAPTCHA', 'another form'],
    ['captcha_challenge', 'small letters'],
    ['_CHALLENGE', 'no name'],
    [' CAPTCHA_CHALLENGE', 'a space before'],
    ['CAPTCHA_CHALLENGE ', 'a space behind'],
    ['CAPTCHA_CHALLENGE\n', 'a line end behind'],
    ['SMS\nCAPTCHA_CHALLENGE', 'a line before'],
    ['CAPTCHA_CHALLENGE captcha', 'a step and no question'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE}`, 'a question without a time'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000`, 'a question without counts'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 0 0`, 'a count that is missing'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE}x 1763750000 0 0 0`, 'a long nonce'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE.slice(1)} 1763750000 0 0 0`, 'a short nonce'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 176375000 0 0 0`, 'a short time'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 -1 0 0`, 'a negative count'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 100 0 0`, 'a large count'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 ١ 0 0`, 'a count in Arabic digits'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 0 0 17637500000`, 'a long time of sending'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 0 0 0 ${'n'.repeat(269)}`, 'a long note'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 0 0 0 n!`, 'a note that is no base64url'],
    [`${known} captcha captcha`, 'more behind it'],
    [`${known}\n`, 'a line end behind it'],
    [`${known} `, 'a space behind it'],
    [`CAPTCHA_CHALLENGE Captcha ${NONCE} 1763750000 0 0 0`, 'a step with a capital'],
    [`CAPTCHA_CHALLENGE  ${NONCE} 1763750000 0 0 0`, 'an empty step'],
    [`${'A'.repeat(33)}_CHALLENGE`, 'a long name'],
    ['CAPTCHA_CHALLENGE'.repeat(100_000), 'a huge text'],
    [true, 'true'],
    [1, 'a number'],
    [['CAPTCHA_CHALLENGE'], 'a list with the right text in it'],
    [{ challenge: 'captcha' }, 'an object'],
    [new String('CAPTCHA_CHALLENGE'), 'a String object'],
  ];
  for (const [metadata, why] of foreign) {
    it(`reads nothing from ${why}`, () => {
      expect(fromMetadata(metadata)).to.equal(undefined);
    });
  }

  it('reads a question of ours', () => {
    expect(fromMetadata(known)?.asked).to.include({ step: 'captcha', nonce: NONCE, spent: 0 });
  });
});
