/**
 * The functions of metric math that the module's alarms and dashboard use.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list
 */

import { ConfigurationError } from '../../terraform/errors.ts';
import { columns, many, one, present, type Result, type Series, scalar, withValues } from './series.ts';

export interface MathFunction {
  /** How many arguments it takes. */
  readonly arity: readonly [least: number, most: number];
  /** @param periods how many values a time series has */
  readonly apply: (args: readonly Result[], periods: number) => Result;
}

type Aggregate = (values: readonly number[], count: number) => number;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Of one time series a number, of an array of them a time series. A period in which none of them has a data point
 * gets none.
 */
const aggregate = (name: string, work: Aggregate): MathFunction => ({
  arity: [1, 1],
  apply: ([of], periods) => {
    if (of?.kind === 'list') {
      const values = columns(of.list, periods).map(column => {
        const there = present(column);
        return there.length === 0 ? null : work(there, column.length);
      });
      return one({ label: name, values });
    }
    if (of?.kind === 'series') {
      const there = present(of.series.values);
      return scalar(there.length === 0 ? 0 : work(there, of.series.values.length));
    }
    throw new ConfigurationError(`${name} takes a time series or an array of them, not a number`);
  },
});

export const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  SUM: aggregate('SUM', sum),
  // "Missing values are treated as 0."
  AVG: aggregate('AVG', (values, count) => sum(values) / count),
  MIN: aggregate('MIN', values => Math.min(...values)),
  MAX: aggregate('MAX', values => Math.max(...values)),
  FILL: {
    arity: [2, 2],
    apply: ([of, filler]) => {
      if (of?.kind === 'scalar' || !of || filler?.kind !== 'scalar')
        throw new ConfigurationError('FILL is modelled here for time series and a number');
      const filled = (series: Series) => ({
        ...series,
        values: series.values.map(value => value ?? filler.value),
      });
      return of.kind === 'list' ? many(of.list.map(filled)) : one(filled(of.series));
    },
  },
  IF: { arity: [2, 3], apply: ([condition, ...branches]) => branch(condition, branches) },
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions */
function branch(condition: Result | undefined, [yes, no]: readonly Result[]): Result {
  if (condition?.kind !== 'series' || yes?.kind === 'list' || no?.kind === 'list')
    throw new ConfigurationError('IF is modelled here for a time series as its condition, and no arrays');
  const { series } = condition;
  const at = (result: typeof yes, index: number): number | null => {
    if (result?.kind === 'series') return result.series.values[index] ?? null;
    return result?.value ?? null;
  };
  return one(
    withValues(
      series,
      series.values.map((holds, index) => {
        if (holds === null) return null;
        if (holds !== 0) return at(yes, index) ?? 0;
        // With a number for "yes", a "no" that lacks its data point is dropped; otherwise it is 0.
        return at(no, index) ?? (no && yes?.kind === 'series' ? 0 : null);
      }),
    ),
  );
}
