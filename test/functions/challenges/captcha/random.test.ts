import { expect } from 'chai';
import { randomBetween } from '../../../../functions/challenges/captcha/random.ts';

describe('randomBetween', function () {
  this.timeout(20_000);

  it('gives numbers between the two, over many fills of its pool', () => {
    const between = randomBetween();
    for (let n = 0; n < 5000; n++) expect(between(-2, 3)).to.be.within(-2, 3);
  });

  it('spreads them over the whole range, each tenth of it as often as any other', () => {
    const between = randomBetween();
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < 100_000; n++) {
      const tenth = Math.min(9, Math.floor(between(0, 10)));
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    // 10 000 each; 600 are six standard deviations.
    for (const count of counts) expect(count).to.be.within(9400, 10_600);
  });

  it('gives others each time, and to each caller', () => {
    const draw = () => {
      const between = randomBetween();
      return Array.from({ length: 8 }, () => between(0, 1)).join();
    };
    expect(new Set(Array.from({ length: 50 }, draw)).size).to.equal(50);
  });

  it('gives the one number that lies between two equal ones', () => {
    expect(randomBetween()(4, 4)).to.equal(4);
  });
});
