import { expect } from 'chai';
import { challengeKinds } from '../../functions/challenge-kinds.ts';

describe('challengeKinds', () => {
  it('takes a CAPTCHA for no proof of who the user is', () => {
    expect(challengeKinds).to.include({ password: 'proof', captcha: 'check' });
  });

  it('has nothing but proofs and checks, under names that settings take', () => {
    for (const [name, kind] of Object.entries(challengeKinds)) {
      expect(kind).to.be.oneOf(['proof', 'check']);
      expect(name).to.match(/^[a-z][a-z0-9_]{0,31}$/);
    }
  });
});
