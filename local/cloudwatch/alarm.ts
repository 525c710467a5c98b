/** Evaluates an alarm, as CloudWatch does once a minute over periods that end then. */

import type { MetricAlarm } from '../deployment.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { requireAllowed } from './alarm-limits.ts';
import { seriesIn } from './math/evaluate.ts';
import type { Values } from './math/series.ts';
import { type DataPoint, evaluationRange, judge, type Verdict } from './missing-data.ts';
import { prepareRequest, type Query, type Request } from './query.ts';
import { reasonOf, UNCHECKED } from './reason.ts';
import { createMetricStore, type MetricStore } from './store.ts';
import { KEPT_MS, MINUTE_MS, type Periods, startsOf } from './time.ts';

export interface AlarmState {
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly reason: string;
}

export const INITIAL: AlarmState = { state: 'INSUFFICIENT_DATA', reason: UNCHECKED };

export interface PreparedAlarm {
  readonly alarm: MetricAlarm;
  readonly evaluate: (store: MetricStore, atMs: number, current: AlarmState) => AlarmState;
}

type Breaches = (value: number, threshold: number) => boolean;

const COMPARISONS: Readonly<Record<string, Breaches>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

const BAND: AlarmState = {
  state: 'INSUFFICIENT_DATA',
  reason:
    'Unchecked: ANOMALY_DETECTION_BAND is what CloudWatch learns from weeks of data. It is not known on this machine.',
};

/** @throws ConfigurationError with the alarm's name, for what AWS does not take and what is not modelled */
export function prepareAlarm(alarm: MetricAlarm): PreparedAlarm {
  try {
    return { alarm, evaluate: evaluatorOf(alarm) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`The alarm ${alarm.name}: ${error.message}`, { cause: error });
  }
}

function evaluatorOf(alarm: MetricAlarm): PreparedAlarm['evaluate'] {
  requireAllowed(alarm);
  const { thresholdMetricId, threshold, periodSeconds, comparisonOperator } = alarm;
  const isBand = (query: Query) =>
    thresholdMetricId !== undefined &&
    query.id === thresholdMetricId &&
    'expression' in query &&
    query.expression.startsWith('ANOMALY_DETECTION_BAND(');
  const request = prepareRequest(
    alarm.queries.filter(query => !isBand(query)),
    { periodSeconds, searches: 'refused' },
  );
  requireSingleSeries(request);
  if (alarm.queries.some(isBand)) return () => BAND;
  const breaches = COMPARISONS[comparisonOperator];
  if (!breaches || threshold === undefined)
    throw new ConfigurationError(
      `${comparisonOperator} compares with an ANOMALY_DETECTION_BAND, and it has none`,
    );
  const { datapointsToAlarm = alarm.evaluationPeriods } = alarm;
  const rule = { ...alarm, datapointsToAlarm };
  requireKept(evaluationRange(rule) * periodSeconds);

  return (store, atMs, current) => {
    const until = endOf(store, request, atMs);
    const periods = rangeUntil(until, evaluationRange(rule), periodSeconds * 1000);
    const values = watched(request, store, periods);
    const points = values.map(value => pointOf(value, point => breaches(point, threshold)));
    const verdict = judge(points, rule);
    if (verdict.state === 'same') return current;
    const reason = reasonOf(alarm, verdict, decisive(verdict, points, { values, periods }));
    return { state: verdict.state, reason };
  };
}

/** "Any expression used in a PutMetricAlarm operation must return a single time series": how many it gives depends on no data. */
function requireSingleSeries(request: Request): void {
  const answers = request.answer(createMetricStore({ now: () => 0 }), rangeUntil(0, 1, MINUTE_MS));
  for (const { query, result } of answers) {
    const { length } = seriesIn(result);
    if (length !== 1)
      throw new ConfigurationError(
        `its expression ${query.id} gives ${length} time series: in an alarm, each gives one`,
      );
  }
}

/** Beyond that, there would seem to be no data. */
function requireKept(seconds: number): void {
  if (seconds * 1000 > KEPT_MS)
    throw new ConfigurationError(
      `it looks back over ${seconds} seconds, with two periods more than it evaluates: metrics are kept here for ${KEPT_MS / 1000}`,
    );
}

/**
 * Only what is over is evaluated, and the minute that runs as soon as it has data: on AWS its data would be there a
 * minute or two later.
 */
function endOf(store: MetricStore, { metrics }: Request, atMs: number): number {
  const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  return metrics.some(metric => store.hasDataAt(metric, minute)) ? minute + MINUTE_MS : minute;
}

const rangeUntil = (endMs: number, count: number, periodMs: number): Periods => ({
  ...{ fromMs: endMs - count * periodMs, periodMs, count },
});

function watched(request: Request, store: MetricStore, periods: Periods): Values {
  const returned = request.answer(store, periods).find(({ query }) => query.isReturned);
  const [series] = returned ? seriesIn(returned.result) : [];
  if (!series) throw new Error('The alarm has no query that is returned.');
  return series.values;
}

function pointOf(value: number | null, isBreaching: (value: number) => boolean): DataPoint {
  if (value === null) return 'missing';
  return isBreaching(value) ? 'breaching' : 'within';
}

function decisive(
  { state, evaluated }: Verdict,
  points: readonly DataPoint[],
  { values, periods }: { readonly values: Values; readonly periods: Periods },
) {
  const starts = startsOf(periods);
  return evaluated
    .filter(index => points[index] === (state === 'ALARM' ? 'breaching' : 'within'))
    .map(index => ({ atMs: starts[index] ?? 0, value: values[index] ?? 0 }))
    .reverse();
}
