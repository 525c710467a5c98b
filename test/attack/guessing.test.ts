import { expect } from 'chai';
import { lineOf, type Row, run } from '../../attack/guessing.ts';

/** The short form of `npm run attack -- guessing`: fifteen days in place of a year. */
describe('guessing at a user’s codes, and keeping the owner out', function () {
  this.timeout(120_000);
  let rows: readonly Row[];
  before(async () => {
    rows = await run(() => {}, 'short');
  });
  const of = (attack: Row['attack']) => rows.find(row => row.attack === attack) ?? expect.fail(attack);

  it('is tried in earnest: every attacker does what the rules allow', () => {
    expect(of('guesses').judged, 'nine, in each of three weeks').to.equal(27);
    expect(of('reads the mail').judged, 'no more behind a step that is passed').to.equal(27);
    expect(of('sends').messages, 'five an hour').to.be.within(15 * 24 * 5 - 10, 15 * 24 * 5 + 10);
    for (const row of rows) if (row.everyDays) expect(row.tries, lineOf(row)).to.be.above(8);
  });

  it('gives a chance in some ten thousand over a year', () => {
    for (const { odds, days, hits } of rows) {
      expect((odds * 365) / days).to.be.below(0.0008);
      expect(hits).to.equal(0);
    }
  });

  it('keeps nobody out: the owner is in at once, and after starting again where somebody answers between', () => {
    for (const row of rows) {
      expect(row.soon, lineOf(row)).to.equal(row.tries);
      if (row.everyDays && row.attack !== 'watches')
        expect(row.first / row.tries, lineOf(row)).to.be.above(0.85);
    }
    expect(of('watches').first).to.be.at.least(of('watches').tries - 6);
  });
});
