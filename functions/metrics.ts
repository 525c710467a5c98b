import type { Dimension, METRICS, MetricName } from './metric-definitions.ts';
import type { EpochMs } from './time.ts';

/** The namespace of our metrics in CloudWatch. */
const NAMESPACE = 'CognitoChallenge';

type Table = typeof METRICS;

/** The dimensions of a metric besides `Name`, each with its value. */
type DimensionsOf<Name extends MetricName> = Readonly<
  Record<Extract<Table[Name]['dimensions'][number], Dimension>, string>
>;

/** What a line says besides: it can be searched for, and makes no metric of its own. */
type Properties = Readonly<Record<string, string | number | undefined>>;

/** The units that are not `Count`. The table itself is not in the bundles: only its types are imported. */
const UNITS: {
  readonly [Name in MetricName as Table[Name]['unit'] extends 'Count' ? never : Name]: Table[Name]['unit'];
} & Readonly<Record<string, string>> = { Duration: 'Milliseconds', SignInSeconds: 'Seconds' };

/**
 * Node makes the stream when it is first asked for, which takes 6 ms of CPU, and readies it at the first write, which takes one:
 * in the init, where Lambda gives a whole core, not in the first event. Nothing is written.
 */
const { stdout } = process;
stdout.write('');

/**
 * Writes metrics for CloudWatch, by a log line in embedded metric format: no call, no permission.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * The line goes to standard output as it is: `console` would wrap it into the log format of Lambda, where CloudWatch
 * does not look for metrics. It carries a level and a time all the same: Lambda takes a line without either for INFO,
 * and drops it where `log_level` is higher, and CloudWatch never sees the metric. The level is the least one that
 * lets through, which Lambda sets in AWS_LAMBDA_LOG_LEVEL.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 *
 * @param values by name, of metrics with the same dimensions
 * @param dimensions what the metrics are split by: few values each, and nothing of a user
 */
export function putMetrics<Name extends MetricName>(
  values: Readonly<Partial<Record<Name, number>>>,
  dimensions: DimensionsOf<Name>,
  now: EpochMs,
  properties: Properties = {},
): void {
  const directive = {
    Namespace: NAMESPACE,
    Dimensions: [['Name'], ['Name', ...Object.keys(dimensions)]],
    Metrics: Object.keys(values).map(name => ({ Name: name, Unit: UNITS[name] ?? 'Count' })),
  };
  const line = {
    _aws: { Timestamp: now, CloudWatchMetrics: [directive] },
    level: process.env.AWS_LAMBDA_LOG_LEVEL || 'FATAL',
    timestamp: new Date(now).toISOString(),
    ...properties,
    Name: process.env.MODULE_NAME || functionName(),
    ...dimensions,
    ...values,
  };
  try {
    stdout.write(`${JSON.stringify(line)}\n`);
  } catch {
    // Nobody could be told: this is where the log goes. A sign-in does not fail because nobody counts it.
  }
}

/** Counts one. */
export function countMetric<Name extends MetricName>(
  name: Name,
  dimensions: DimensionsOf<Name>,
  now: EpochMs,
  properties?: Properties,
): void {
  putMetrics<MetricName>({ [name]: 1 }, dimensions as DimensionsOf<MetricName>, now, properties);
}

/** As Lambda names it, and AWS's own metrics of functions do. */
export const functionName = () => process.env.AWS_LAMBDA_FUNCTION_NAME || 'unnamed';
