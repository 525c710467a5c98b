import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { proofOfWork } from '../../functions/challenges/proof-of-work/index.ts';
import { questionFrom, settingsFrom, worldWith } from '../support/questions.ts';

interface Solver {
  search: (prefix: string, difficulty: number, start?: number, step?: number) => string;
  leadingWord: (prefix: string) => (suffix: string) => number;
}

const SETTINGS = settingsFrom([{ challenges: ['password'] }, { challenges: ['proof_of_work'] }]);

describe('examples/proof-of-work-solver', function () {
  this.timeout(20_000);

  let solver: Solver;
  before(async () => {
    const file: string = '../../examples/proof-of-work-solver/search.js';
    solver = await import(file);
  });

  it('finds what verify accepts, for each worker of a crew', async () => {
    for (const difficulty of [8, 12, 14]) {
      const challenge = proofOfWork({ difficulty }, worldWith());
      for (const start of [0, 1, 2]) {
        const question = questionFrom(SETTINGS, { nonce: `${start}${difficulty}`.padEnd(22, 'x') });
        const { prefix = '' } = (await challenge.create(question)).public;
        const answer = solver.search(prefix, difficulty, start, 3);
        expect(Number(answer) % 3).to.equal(start);
        expect(await challenge.verify(question, answer, {})).to.equal(true);
      }
    }
  });

  it('digests as SHA-256 does, whatever the lengths', () => {
    const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 64 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), ascii, (prefix, suffix) => {
        const expected = createHash('sha256')
          .update(prefix + suffix)
          .digest()
          .readInt32BE();
        expect(solver.leadingWord(prefix)(suffix)).to.equal(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('digests one suffix after another with the same prefix', () => {
    const first = solver.leadingWord('x'.repeat(60));
    for (const suffix of ['1234567890', '', '12', '1'.repeat(64), '3']) {
      const expected = createHash('sha256')
        .update('x'.repeat(60) + suffix)
        .digest()
        .readInt32BE();
      expect(first(suffix)).to.equal(expected);
    }
  });
});
