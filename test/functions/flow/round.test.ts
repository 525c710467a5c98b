import { expect } from 'chai';
import fc from 'fast-check';
import { fromMetadata, toMetadata } from '../../../functions/flow/round.ts';

const NONCE = 'AAECAwQFBgcICQoLDA0ODw';

describe('toMetadata', () => {
  it('begins with the name that AWS gives the challenge in its example', () => {
    expect(toMetadata('captcha', 'second_captcha', NONCE, 1763750000)).to.equal(
      `CAPTCHA_CHALLENGE second_captcha ${NONCE} 1763750000`,
    );
  });

  it('writes what fromMetadata reads', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/);
    const nonce = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map(bytes => Buffer.from(bytes).toString('base64url'));
    const time = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 });
    fc.assert(
      fc.property(name, name, nonce, time, (challenge, step, nonce, issuedAt) => {
        expect(fromMetadata(toMetadata(challenge, step, nonce, issuedAt))).to.deep.equal({
          challenge,
          asked: { step, nonce, issuedAt },
        });
      }),
    );
  });
});

describe('fromMetadata', () => {
  it('reads the bare name that a create function as in AWS’s example leaves', () => {
    expect(fromMetadata('CAPTCHA_CHALLENGE')).to.deep.equal({ challenge: 'captcha' });
  });

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
    [`CAPTCHA_CHALLENGE captcha ${NONCE}x 1763750000`, 'a long nonce'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE.slice(1)} 1763750000`, 'a short nonce'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 176375000`, 'a short time'],
    [`CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000 captcha`, 'more behind it'],
    [`CAPTCHA_CHALLENGE Captcha ${NONCE} 1763750000`, 'a step with a capital'],
    [`CAPTCHA_CHALLENGE  ${NONCE} 1763750000`, 'an empty step'],
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
});
