import { expect } from 'chai';
import { challengeKinds } from '../../../functions/challenges/kinds.ts';
import { challenges } from '../../../functions/challenges/table.ts';

describe('challenges', () => {
  it('has code for every challenge but the password, which Cognito runs', () => {
    const { password: _, ...custom } = challengeKinds;
    expect(challenges).to.have.all.keys(Object.keys(custom));
  });

  for (const [name, load] of Object.entries(challenges)) {
    it(`loads ${name}, with all that a challenge does`, async () => {
      const challenge = await load();
      for (const part of ['answer', 'create', 'verify'] as const) expect(challenge[part]).to.be.a('function');
    });
  }
});
