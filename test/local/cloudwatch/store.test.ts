import { expect } from 'chai';
import type { Metric } from '../../../local/cloudwatch/metric.ts';
import { createMetricStore } from '../../../local/cloudwatch/store.ts';

const MINUTE = 60_000;
const metric = (name: string, dimensions: Metric['dimensions'] = {}): Metric => ({
  ...{ namespace: 'N', name, dimensions },
});

describe('The metric store', () => {
  const started = (options = {}) => {
    const clock = { now: 100 * MINUTE };
    const store = createMetricStore({ now: () => clock.now, ...options });
    const add = (of: Metric, atMs: number, ...values: number[]) => store.add({ metric: of, atMs, values });
    const sums = (of: Metric, fromMs: number, periodMs: number, count: number) =>
      store.read(of, { fromMs, periodMs, count }).map(set => set?.sum ?? null);
    return { clock, store, add, sums };
  };

  it('adds up what falls into a minute, and minutes into longer periods', () => {
    const { add, sums } = started();
    const m = metric('M');
    add(m, 90 * MINUTE, 1);
    add(m, 91 * MINUTE - 1, 2, 3);
    add(m, 91 * MINUTE, 10);
    expect(sums(m, 90 * MINUTE, MINUTE, 3)).to.deep.equal([6, 10, null]);
    expect(sums(m, 85 * MINUTE, 5 * MINUTE, 2)).to.deep.equal([null, 16]);
    expect(sums(m, 89 * MINUTE, 5 * MINUTE, 1)).to.deep.equal([16]);
  });

  it('tells metrics apart by their dimensions, in whatever order', () => {
    const { add, sums, store } = started();
    add(metric('M', { a: '1', b: '2' }), 90 * MINUTE, 1);
    add(metric('M', { b: '2', a: '1' }), 90 * MINUTE, 1);
    add(metric('M', { a: '1' }), 90 * MINUTE, 5);
    expect(sums(metric('M', { a: '1', b: '2' }), 90 * MINUTE, MINUTE, 1)).to.deep.equal([2]);
    expect(store.list()).to.have.length(2);
    expect(store.hasDataAt(metric('M', { a: '1' }), 90 * MINUTE)).to.equal(true);
    expect(store.hasDataAt(metric('M', { a: '1' }), 91 * MINUTE)).to.equal(false);
    expect(store.hasDataAt(metric('M'), 90 * MINUTE)).to.equal(false);
  });

  it('forgets what is older than four hours', () => {
    const { clock, add, store, sums } = started();
    const m = metric('M');
    add(m, 100 * MINUTE, 1);
    clock.now += 240 * MINUTE;
    expect(store.list()).to.deep.equal([m]);
    clock.now += MINUTE;
    expect(store.list()).to.deep.equal([]);
    add(m, 100 * MINUTE, 1);
    expect(sums(m, 100 * MINUTE, MINUTE, 1)).to.deep.equal([null]);
  });

  it('takes what is two hours ahead, and no more', () => {
    const { add, store } = started();
    add(metric('A'), 220 * MINUTE, 1);
    add(metric('B'), 220 * MINUTE + 1, 1);
    expect(store.list().map(({ name }) => name)).to.deep.equal(['A']);
  });

  it('takes no more metrics than it may, and says so', () => {
    const refused: number[] = [];
    const { add, store } = started({ maxMetrics: 2, onFull: (limit: number) => refused.push(limit) });
    for (const name of ['A', 'B', 'C', 'A']) add(metric(name), 100 * MINUTE, 1);
    expect(refused).to.deep.equal([2]);
    expect(store.list().map(({ name }) => name)).to.deep.equal(['A', 'B']);
  });
});
