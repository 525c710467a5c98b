import { expect } from 'chai';
import { checkPassword, poolName, temporaryPassword, verifierOf } from '../../../local/cognito/passwords.ts';

describe('passwords', () => {
  it('count a space as a symbol inside, not at the ends', () => {
    expect(() => checkPassword('Correct horse 7')).not.to.throw();
    expect(() => checkPassword('Correcthorse7 ')).to.throw(/symbol/);
  });

  it('are made so that they fit the policy, and no two alike', () => {
    const made = Array.from({ length: 200 }, temporaryPassword);

    for (const password of made) expect(() => checkPassword(password)).not.to.throw();
    expect(new Set(made).size).to.equal(200);
  });

  it('are kept as a verifier with a new salt each time', () => {
    const [one, other] = [1, 2].map(() => verifierOf('eu-central-1_Abc123xyz', 'alice', 'Correct-horse-7'));

    expect(one?.salt).not.to.equal(other?.salt);
    expect(one?.verifier).not.to.equal(other?.verifier);
  });

  it('are hashed with the part of the pool’s id behind the underscore', () => {
    expect(poolName('eu-central-1_Abc123xyz')).to.equal('Abc123xyz');
  });
});
