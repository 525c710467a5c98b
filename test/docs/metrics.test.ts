import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { DIMENSIONS, METRICS } from '../../functions/metric-definitions.ts';
import { metricsTable, withMetricsTable } from '../../modules/metrics-table.ts';

const root = new URL('../../', import.meta.url);
const text = (path: string) => readFileSync(fileURLToPath(new URL(path, root)), 'utf8');

/** The members of a union of texts, as a source declares it. */
const unionIn = (path: string, name: string) => {
  const [, members = ''] = new RegExp(`type ${name} =([^;]+);`).exec(text(path)) ?? [];
  return [...members.matchAll(/'([^']+)'/g)].map(([, member]) => member);
};

describe('docs/metrics.md', () => {
  const page = text('docs/metrics.md');

  it('has the tables of today; otherwise: npm run docs', () => {
    expect(withMetricsTable(page)).to.equal(page);
  });

  it('names every value that the code gives a dimension', () => {
    const values = {
      Verdict: unionIn('functions/verify-auth-challenge-response/verify-answer.ts', 'Verdict'),
      Reason: unionIn('functions/flow/decide.ts', 'End'),
      Fault: unionIn('functions/aws/fault.ts', 'Fault'),
    };
    for (const [dimension, all] of Object.entries(values)) {
      expect(all.length, dimension).to.be.above(4);
      const named = DIMENSIONS[dimension as keyof typeof values].matchAll(/`([^`]+)`/g);
      expect(
        [...named].map(([, value]) => value),
        dimension,
      ).to.have.members(all);
    }
  });

  it('says after what time a call has timed out', () => {
    const seconds = (path: string, name: string) => {
      const [, ms = ''] = new RegExp(`const ${name} = ([\\d_]+);`).exec(text(path)) ?? [];
      return `within ${Number(ms.replace('_', '')) / 1000} s`;
    };
    const [, said = ''] = /`TimedOut`: ([^`]+)/.exec(DIMENSIONS.Fault) ?? [];

    expect(said).to.include(`${seconds('functions/aws/send.ts', 'TRY_MS')}, three times`);
    expect(said).to.include(
      `${seconds('functions/aws/send.ts', 'PATIENT_TRY_MS')} (${seconds('functions/aws/lambda.ts', 'BRIEFLY_MS').replace('within ', '')} in a trigger), once`,
    );
  });

  it('has a row for each metric and each dimension that a metric has', () => {
    const used = new Set(Object.values(METRICS).flatMap(({ dimensions }) => [...dimensions]));
    expect([...used]).to.have.members(Object.keys(DIMENSIONS));
    for (const name of [...Object.keys(METRICS), ...used])
      expect(metricsTable()).to.include(`| \`${name}\` |`);
  });

  it('adds up', () => {
    const [, sum = '', total = '', cost = ''] =
      /: ([\d +]+) = (\d+) metrics,\n([\d.]+) dollars a month/.exec(page) ?? [];
    expect(sum.split(' + ').reduce((all, part) => all + Number(part), 0)).to.equal(Number(total));
    expect(Number(total) * 0.3).to.be.closeTo(Number(cost), 0.001);
  });
});
