import { expect } from 'chai';
import { msToNextCode, totp } from '../../acceptance/client/totp.ts';

/** `12345678901234567890` in base32, as in the test vectors of RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('the code of an authenticator app', () => {
  // Of the eight digits there, the last six.
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ] as const) {
    it(`is ${code} at ${seconds} s`, () => {
      expect(totp(SECRET, seconds * 1000)).to.equal(code);
    });
  }

  it('is another one when the time to the next has passed', () => {
    const now = 1_111_111_111_000;

    expect(totp(SECRET, now + msToNextCode(now))).to.not.equal(totp(SECRET, now));
    expect(msToNextCode(now)).to.be.within(1, 30_500);
  });
});
