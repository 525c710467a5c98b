import { expect } from 'chai';
import { newTotpSecret, totp, totpStep } from '../../../local/cognito/totp.ts';

/** "12345678901234567890" of RFC 6238, appendix B, in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('totp', () => {
  // The RFC's own have eight digits: six are the last of them.
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const)
    it(`is ${code} after ${seconds} seconds, as in RFC 6238`, () => {
      expect(totp(secret, seconds * 1000)).to.equal(code);
    });

  it('is taken within thirty seconds before and after, and no further', () => {
    const now = 1_111_111_110_000;
    const taken = [-60, -30, 0, 30, 60].filter(
      drift => totpStep(secret, totp(secret, now + drift * 1000), now) !== undefined,
    );
    expect(taken).to.deep.equal([-30, 0, 30]);
  });

  it('is neither shorter nor longer than six digits', () => {
    const code = totp(secret, 59_000);
    for (const other of ['', code.slice(1), `${code}0`, ` ${code}`, '２８７０８２'])
      expect(totpStep(secret, other, 59_000), other).to.equal(undefined);
  });

  it('has secrets of 52 characters, no two alike', () => {
    const [one, other] = [newTotpSecret(), newTotpSecret()];
    expect(one)
      .to.match(/^[A-Z2-7]{52}$/)
      .and.not.equal(other);
    expect(totp(one, 0)).to.match(/^\d{6}$/);
  });
});
