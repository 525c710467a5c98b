/** The namespace of our metrics in CloudWatch. */
const NAMESPACE = 'CognitoChallenge';

/**
 * Counts something in CloudWatch, by a log line in embedded metric format: no call, no permission.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * The line goes to standard output as it is: `console` would wrap it into the log format of Lambda, where CloudWatch
 * does not look for metrics.
 *
 * @param dimensions what the count is split by: few values each, and nothing of a user
 * @param now epoch milliseconds
 */
export function countMetric(name: string, dimensions: Readonly<Record<string, string>>, now: number): void {
  const directive = {
    Namespace: NAMESPACE,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: 'Count' }],
  };
  const line = { _aws: { Timestamp: now, CloudWatchMetrics: [directive] }, ...dimensions, [name]: 1 };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
