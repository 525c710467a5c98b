import { expect } from 'chai';
import { passed } from '../../../functions/event/session-entry.ts';

describe('passed', () => {
  it('takes an entry of that name that says true', () => {
    expect(passed({ challengeName: 'SRP_A', challengeResult: true, challengeMetadata: undefined }, 'SRP_A'))
      .to.be.true;
  });

  for (const [what, entry] of [
    ['no entry', undefined],
    ['another name', { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true }],
    ['no name', { challengeResult: true }],
    ['false', { challengeName: 'SRP_A', challengeResult: false }],
    ['a text for true', { challengeName: 'SRP_A', challengeResult: 'true' }],
    ['no result', { challengeName: 'SRP_A' }],
  ] as const) {
    it(`does not take ${what}`, () => {
      expect(passed(entry as Parameters<typeof passed>[0], 'SRP_A')).to.be.false;
    });
  }
});
