import type { EpochMs } from './time.ts';

/** The namespace of our metrics in CloudWatch. */
const NAMESPACE = 'CognitoChallenge';

/**
 * Counts something in CloudWatch, by a log line in embedded metric format: no call, no permission.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * The line goes to standard output as it is: `console` would wrap it into the log format of Lambda, where CloudWatch
 * does not look for metrics. It carries a level and a time all the same: Lambda takes a line without either for INFO,
 * and drops it where `log_level` is higher, and CloudWatch never sees the metric. The level is the least one that
 * lets through, which Lambda sets in AWS_LAMBDA_LOG_LEVEL.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 *
 * @param dimensions what the count is split by: few values each, and nothing of a user
 */
export function countMetric(name: string, dimensions: Readonly<Record<string, string>>, now: EpochMs): void {
  const directive = {
    Namespace: NAMESPACE,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: 'Count' }],
  };
  const line = {
    _aws: { Timestamp: now, CloudWatchMetrics: [directive] },
    level: process.env.AWS_LAMBDA_LOG_LEVEL || 'FATAL',
    timestamp: new Date(now).toISOString(),
    ...dimensions,
    [name]: 1,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
