import { expect } from 'chai';
import fc from 'fast-check';
import { merged, ofValues, statisticOf } from '../../../local/cloudwatch/statistics.ts';

const values = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

const of = (statistic: string, given: readonly number[]) => {
  const set = ofValues(given);
  return set ? statisticOf(statistic)(set) : undefined;
};

describe('Statistics', () => {
  for (const [statistic, expected] of [
    ['SampleCount', 4],
    ['Sum', 13],
    ['Average', 3.25],
    ['Minimum', 1],
    ['Maximum', 7],
    ['p50', 2],
    ['p75', 3],
    ['p99', 7],
    ['p100', 7],
    ['p0', 1],
  ] as const)
    it(`${statistic} of 1, 2, 3, 7 is ${expected}`, () => {
      expect(of(statistic, [3, 1, 7, 2])).to.equal(expected);
    });

  it('of nothing are nothing', () => {
    expect(ofValues([])).to.equal(undefined);
    expect(merged([])).to.equal(undefined);
  });

  for (const name of ['tm99', 'IQM', 'PR(1:2)', 'p101', 'sum', 'toString'])
    it(`refuse ${name} by its name`, () => {
      expect(() => statisticOf(name)).to.throw(`the statistic ${name} is not modelled here`);
    });

  it('are the same, in whatever parts the values come', () => {
    fc.assert(
      fc.property(values, values, (some, others) => {
        const together = ofValues([...some, ...others]);
        const [one, other] = [ofValues(some), ofValues(others)];
        const parts = one && other && merged([one, other]);
        expect(parts?.sum).to.be.closeTo(together?.sum ?? 0, 1e-6);
        expect({ ...parts, sum: 0 }).to.deep.equal({ ...together, sum: 0 });
      }),
      { numRuns: 50 },
    );
  });

  it('have percentiles within half a percent, between the least and the greatest', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (given, percent) => {
        const sorted = [...given].sort((a, b) => a - b);
        const exact = sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0;
        const found = of(`p${percent}`, given) ?? 0;
        expect(Math.abs(found - exact) / exact).to.be.at.most(0.00501);
        expect(found).to.be.within(sorted[0] ?? 0, sorted.at(-1) ?? 0);
      }),
      { numRuns: 100 },
    );
  });
});
