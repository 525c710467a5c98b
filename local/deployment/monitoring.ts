/** What CloudWatch watches and shows: `aws_cloudwatch_metric_alarm`, `aws_cloudwatch_dashboard`. */

import type { Query } from '../cloudwatch/query.ts';
import { isPeriod } from '../cloudwatch/time.ts';
import type { MetricAlarm, Monitoring, TreatMissingData } from '../deployment.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import type { Fields } from './fields.ts';
import { type Instance, instancesOf } from './instances.ts';
import { requireModelled } from './modelled.ts';

export const readMonitoring = (configuration: Configuration): Monitoring => ({
  alarms: instancesOf(configuration, 'aws_cloudwatch_metric_alarm').map(readAlarm),
  dashboards: instancesOf(configuration, 'aws_cloudwatch_dashboard').map(dashboard => ({
    name: dashboard.text('dashboard_name'),
    body: dashboard.text('dashboard_body'),
  })),
});

const COMPARISONS = [
  ...[
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanOrEqualToThreshold',
    'LessThanThreshold',
  ],
  ...['GreaterThanUpperThreshold', 'LessThanLowerThreshold', 'LessThanLowerOrGreaterThanUpperThreshold'],
];
const TREATMENTS: readonly TreatMissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

function readAlarm(alarm: Instance): MetricAlarm {
  requireModelled(alarm, 'aws_cloudwatch_metric_alarm');
  const threshold = alarm.optionalNumber('threshold');
  const thresholdMetricId = alarm.optionalText('threshold_metric_id');
  const evaluationPeriods = countOf(alarm, 'evaluation_periods') ?? 1;
  const datapointsToAlarm = countOf(alarm, 'datapoints_to_alarm');
  if ((threshold === undefined) === (thresholdMetricId === undefined))
    throw new ConfigurationError(`${alarm.address} takes one of threshold and threshold_metric_id`);
  if (datapointsToAlarm !== undefined && datapointsToAlarm > evaluationPeriods)
    throw new ConfigurationError(`${alarm.address}.datapoints_to_alarm is more than its evaluation_periods`);
  return {
    name: alarm.text('alarm_name'),
    description: alarm.optionalText('alarm_description') ?? '',
    comparisonOperator: oneOf(
      COMPARISONS,
      alarm.text('comparison_operator'),
      `${alarm.address}.comparison_operator`,
    ),
    ...(threshold !== undefined && { threshold }),
    ...(thresholdMetricId !== undefined && { thresholdMetricId }),
    evaluationPeriods,
    ...(datapointsToAlarm !== undefined && { datapointsToAlarm }),
    // The provider sends its default. AWS's pages disagree on AWS/DynamoDB: its alarms "always ignore missing data even if
    // you choose a different option" (API_PutMetricAlarm), or "you can override this" (alarms-and-missing-data). Here, what
    // the alarm says holds for each namespace.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
    treatMissingData: oneOf(
      TREATMENTS,
      alarm.optionalText('treat_missing_data') ?? 'missing',
      `${alarm.address}.treat_missing_data`,
    ),
    ...readWatched(alarm),
  };
}

type Watched = Pick<MetricAlarm, 'queries' | 'periodSeconds'>;

/** One metric, or queries of which one is returned. */
function readWatched(alarm: Instance): Watched {
  const blocks = alarm.blocks('metric_query');
  const read =
    blocks.length === 0 ? [readOnlyMetric(alarm)] : blocks.map(block => readQuery(block, alarm.address));
  const periods = new Set(read.flatMap(({ periodSeconds = [] }) => periodSeconds));
  const [periodSeconds] = periods;
  if (periodSeconds === undefined || periods.size > 1)
    throw new ConfigurationError(`${alarm.address} needs one period for all that it watches`);
  const queries = read.map(({ query }) => query);
  const band = alarm.optionalText('threshold_metric_id');
  if (queries.filter(({ isReturned, id }) => isReturned && (band === undefined || id !== band)).length !== 1)
    throw new ConfigurationError(`${alarm.address} takes return_data for one metric_query, besides a band`);
  return { queries, periodSeconds };
}

interface Read {
  readonly query: Query;
  readonly periodSeconds?: number;
}

function readOnlyMetric(alarm: Instance): Read {
  return {
    query: {
      isReturned: true,
      ...readMetric(alarm, alarm.optionalText('extended_statistic') ?? alarm.text('statistic')),
    },
    periodSeconds: requiredPeriodOf(alarm, alarm.address),
  };
}

const readMetric = (of: Fields, statistic: string) => ({
  metric: {
    namespace: of.text('namespace'),
    name: of.text('metric_name'),
    dimensions: of.textMap('dimensions'),
  },
  statistic,
});

function readQuery(block: Fields, address: string): Read {
  refuseOthers(block, ['id', 'expression', 'label', 'return_data', 'metric', 'period'], address);
  const label = block.optionalText('label');
  const names = {
    id: block.text('id'),
    ...(label !== undefined && { label }),
    isReturned: block.optionalBool('return_data') ?? false,
  };
  const periodSeconds = periodOf(block, address);
  const own = periodSeconds === undefined ? {} : { periodSeconds };
  const [metric] = block.blocks('metric');
  if (!metric) return { query: { ...names, expression: block.text('expression') }, ...own };
  refuseOthers(metric, ['namespace', 'metric_name', 'dimensions', 'stat', 'period'], address);
  return {
    query: { ...names, ...readMetric(metric, metric.text('stat')) },
    periodSeconds: requiredPeriodOf(metric, address),
  };
}

/** AWS also takes 10, 20 and 30 seconds, for metrics of high resolution. */
function periodOf(of: Fields, address: string): number | undefined {
  const seconds = of.optionalNumber('period');
  if (seconds === undefined || isPeriod(seconds)) return seconds;
  throw new ConfigurationError(
    `${address} has a period of ${seconds} seconds: multiples of 60 are modelled here`,
  );
}

function requiredPeriodOf(of: Fields, address: string): number {
  const seconds = periodOf(of, address);
  if (seconds === undefined) throw new ConfigurationError(`${address} has a metric without a period`);
  return seconds;
}

function countOf(alarm: Instance, name: string): number | undefined {
  const count = alarm.optionalNumber(name);
  if (count === undefined || (Number.isInteger(count) && count >= 1)) return count;
  throw new ConfigurationError(`${alarm.address}.${name} takes a whole number from 1, and is ${count}`);
}

function refuseOthers(block: Fields, known: readonly string[], address: string): void {
  const other = block.given.find(name => !known.includes(name));
  if (other) throw new ConfigurationError(`${address}.metric_query has ${other}, which is not modelled here`);
}

function oneOf<Value extends string>(known: readonly Value[], value: string, where: string): Value {
  const found = known.find(each => each === value);
  if (found) return found;
  throw new ConfigurationError(`${where} takes ${known.join(', ')}, and is ${value}`);
}
