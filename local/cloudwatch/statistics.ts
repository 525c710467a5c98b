/**
 * Values as CloudWatch keeps them: a statistic set, and enough of the values for percentiles.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */

import { ConfigurationError } from '../terraform/errors.ts';

export interface StatisticSet {
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  /** How often a value came. Kept to three significant digits, so that the map stays small: off by half a percent at most. */
  readonly counts: ReadonlyMap<number, number>;
}

const SIGNIFICANT_DIGITS = 3;
const rounded = (value: number): number => Number(value.toPrecision(SIGNIFICANT_DIGITS));

export const ofValues = (values: readonly number[]): StatisticSet | undefined =>
  merged(
    values.map(value => ({
      sampleCount: 1,
      sum: value,
      minimum: value,
      maximum: value,
      counts: new Map([[rounded(value), 1]]),
    })),
  );

/** @returns undefined for none */
export function merged(sets: readonly StatisticSet[]): StatisticSet | undefined {
  const [first, ...others] = sets;
  if (!first || others.length === 0) return first;
  const counts = new Map<number, number>();
  let { sampleCount, sum, minimum, maximum } = { ...first, sampleCount: 0, sum: 0 };
  for (const set of sets) {
    sampleCount += set.sampleCount;
    sum += set.sum;
    minimum = Math.min(minimum, set.minimum);
    maximum = Math.max(maximum, set.maximum);
    for (const [value, count] of set.counts) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return { sampleCount, sum, minimum, maximum, counts };
}

export type Statistic = (set: StatisticSet) => number;

const STATISTICS: Readonly<Record<string, Statistic>> = {
  SampleCount: ({ sampleCount }) => sampleCount,
  Sum: ({ sum }) => sum,
  Average: ({ sum, sampleCount }) => sum / sampleCount,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

/** @throws ConfigurationError for trimmed means and the like, which are not modelled */
export function statisticOf(name: string): Statistic {
  const statistic = Object.hasOwn(STATISTICS, name) ? STATISTICS[name] : percentile(name);
  if (statistic) return statistic;
  throw new ConfigurationError(
    `the statistic ${name} is not modelled here: ${Object.keys(STATISTICS).join(', ')} and percentiles such as p99 are`,
  );
}

/** The least value that so many percent of the values do not exceed. */
function percentile(name: string): Statistic | undefined {
  const [, percent] = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name) ?? [];
  if (percent === undefined) return undefined;
  return ({ sampleCount, minimum, maximum, counts }) => {
    let rest = (sampleCount * Number(percent)) / 100;
    for (const [value, count] of [...counts].sort(([a], [b]) => a - b)) {
      rest -= count;
      if (rest <= 0) return Math.min(Math.max(value, minimum), maximum);
    }
    return maximum;
  };
}
