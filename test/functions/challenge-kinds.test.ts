import { expect } from 'chai';
import { challengeKinds } from '../../functions/challenge-kinds.ts';

describe('challengeKinds', () => {
  it('takes a CAPTCHA for no proof of who the user is', () => {
    expect(challengeKinds).to.include({ password: true, captcha: false });
  });

  it('says of each whether it is a proof, under names that settings take', () => {
    for (const [name, isProof] of Object.entries(challengeKinds)) {
      expect(isProof).to.be.a('boolean');
      expect(name).to.match(/^[a-z][a-z0-9_]{0,31}$/);
    }
  });
});
