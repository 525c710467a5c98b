import { expect } from 'chai';
import { compare, inWords } from '../../acceptance/record/compare.ts';
import type { Result } from '../../acceptance/result.ts';

const result = (parts: Partial<Result> = {}): Result => ({
  name: 'rounds',
  kind: 'question',
  on: 'probe',
  asks: 'How many?',
  outcome: 'answered',
  exchanges: [],
  events: [],
  ...parts,
});

const words = (recorded: Partial<Result>, here: Partial<Result>) =>
  compare([result(recorded)], [result(here)]).map(inWords);

describe('the comparison of two records', () => {
  it('finds none between equal ones', () => {
    expect(
      words({ answer: { answered: 8, list: [1, null] } }, { answer: { answered: 8, list: [1, null] } }),
    ).to.deep.equal([]);
  });

  it('names the place, what was recorded and what is here', () => {
    expect(words({ answer: { answered: 41 } }, { answer: { answered: 60 } })).to.deep.equal([
      'rounds: answer.answered: recorded 41, here 60',
    ]);
  });

  it('names what is on one side only', () => {
    expect(words({ answer: ['a', 'b'] }, { answer: ['a'] })).to.deep.equal([
      'rounds: answer[1]: recorded "b", here nothing',
    ]);
    expect(words({ answer: {} }, { answer: { more: true } })).to.deep.equal([
      'rounds: answer.more: recorded nothing, here true',
    ]);
  });

  it('passes over how long an opaque string is, and not what it is', () => {
    expect(
      words({ answer: '<Session: 900 characters>' }, { answer: '<Session: 256 characters>' }),
    ).to.deep.equal([]);
    expect(
      words({ answer: '<Session: 900 characters>' }, { answer: '<SRP_B: 900 characters>' }),
    ).to.have.length(1);
  });

  it('does not compare what was not tried', () => {
    expect(words({ answer: 1 }, { outcome: 'not tried', why: 'not here' })).to.deep.equal([]);
  });

  it('names a sign-in that fails here alone', () => {
    expect(words({}, { outcome: 'failed', why: 'Error: no' })).to.deep.equal([
      'rounds: outcome: recorded "answered", here "failed"',
    ]);
  });

  it('names a scenario that is not there', () => {
    expect(compare([result()], []).map(inWords)).to.deep.equal(['rounds: recorded "answered", here nothing']);
  });
});
