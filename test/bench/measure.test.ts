import { expect } from 'chai';
import { quietSamples } from '../../bench/measure.ts';

describe('quiet samples', () => {
  it('are those of the half of the rounds that were over first, without the very first', async () => {
    const took = [1, 50, 10, 90, 20];
    const next = [...took];
    const { a, b } = await quietSamples({ a: () => next.shift() ?? 0, b: () => 5 }, ms => ms, 4);
    expect(a).to.have.members([10, 20]);
    expect(b).to.deep.equal([5, 5]);
  });

  it('take turns', async () => {
    const order: string[] = [];
    const noted = (name: string) => () => order.push(name);
    await quietSamples({ a: noted('a'), b: noted('b') }, () => 0, 2);
    expect(order).to.deep.equal(['a', 'b', 'a', 'b', 'a', 'b']);
  });
});
