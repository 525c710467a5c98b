import { createMetricStore } from '../../../local/cloudwatch/store.ts';
import type { MetricAlarm } from '../../../local/deployment.ts';

export const MINUTE = 60_000;
/** A whole minute, and a whole period of five. */
export const NOON = Date.UTC(2026, 10, 27, 12);

export const failed = { namespace: 'CognitoChallenge', name: 'CallsFailed', dimensions: { Name: 'acme' } };
export const started = { ...failed, name: 'SignInsStarted' };

/** Five failed calls in five minutes. */
export const ALARM: MetricAlarm = {
  name: 'acme-calls-failed',
  description: 'Calls fail.',
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  threshold: 5,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  treatMissingData: 'notBreaching',
  periodSeconds: 300,
  queries: [{ isReturned: true, metric: failed, statistic: 'Sum' }],
};

/** A store at noon, and what puts values of a metric into it, minutes ago. */
export function storeAtNoon() {
  const store = createMetricStore({ now: () => NOON });
  const add = (metric: typeof failed, minutesAgo: number, ...values: number[]) =>
    store.add({ metric, atMs: NOON - minutesAgo * MINUTE, values });
  return { store, add };
}
