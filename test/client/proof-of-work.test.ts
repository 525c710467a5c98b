import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { solve } from '../../client/proof-of-work.ts';
import { searcher } from '../../client/sha256-search.ts';
import { proofOfWork } from '../../functions/challenges/proof-of-work/index.ts';
import { questionFrom, settingsFrom, worldWith } from '../support/questions.ts';

const SETTINGS = settingsFrom([{ challenges: ['password'] }, { challenges: ['proof_of_work'] }]);
const digest = (text: string) => createHash('sha256').update(text).digest().readUInt32BE();

describe('The solver of the client kit', () => {
  it('finds what verify accepts, on the page’s thread where there are no workers', async () => {
    const challenge = proofOfWork({ difficulty: 12 }, worldWith());
    const question = questionFrom(SETTINGS);
    const { prefix = '' } = (await challenge.create(question)).public;
    const answer = await solve({ prefix, difficulty: 12 }, { signal: new AbortController().signal });
    expect(await challenge.verify(question, answer, {})).to.equal(true);
  });

  it('finds the first number of a worker’s own that is right, whatever the lengths', () => {
    const prefix = fc.string({ unit: 'grapheme', maxLength: 150 });
    fc.assert(
      fc.property(prefix, fc.nat(1e9), fc.integer({ min: 1, max: 8 }), (text, from, step) => {
        let first = from;
        while (Math.clz32(digest(text + first)) < 5) first += step;
        expect(searcher(text, 5)(from, step, 2000)).to.equal(String(first));
      }),
      { numRuns: 200 },
    );
  });

  it('gives nothing where none of so many is right', () => {
    expect(searcher('prefix', 32)(0, 1, 50)).to.equal(undefined);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const solving = solve({ prefix: 'x', difficulty: 32 }, { signal: stop.signal });
    stop.abort();
    const error = await solving.catch(reason => reason);
    expect(error).to.have.property('name', 'AbortError');
  });
});
