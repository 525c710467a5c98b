import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { Construct } from 'constructs';
import { hcl } from '../hcl.ts';
import { declareLocal } from '../locals.ts';
import { toId } from '../packages.ts';
import { ALARMS, type AlarmDefinition } from './alarms.ts';
import type { Metric } from './metric.ts';

/** The alarms that fit the configuration, each a resource of its own: a plan names it. */
export function metricAlarms(scope: Construct): void {
  for (const [suffix, alarm] of Object.entries<AlarmDefinition>(ALARMS)) metricAlarm(scope, suffix, alarm);
  const arns = Object.keys(ALARMS).map(
    suffix => `  { for alarm in aws_cloudwatch_metric_alarm.${toId(suffix)} : "${suffix}" => alarm.arn },\n`,
  );
  declareLocal(scope, 'alarm_arns', `\${merge(\n${arns.join('')})}`);
}

function metricAlarm(scope: Construct, suffix: string, alarm: AlarmDefinition): void {
  const { periods = { toAlarm: 1, of: 1 }, comparison = 'GreaterThanOrEqualToThreshold' } = alarm;
  const resource = new CloudwatchMetricAlarm(scope, toId(suffix), {
    count: hcl.number(countOf(suffix, alarm)),
    alarmName: `\${var.name}-${suffix}`,
    alarmDescription: `${alarm.meaning} \${var.alarms.runbook_url}#${suffix}`,
    alarmActions: ['${var.alarms.topic_arn}'],
    okActions: hcl.list('var.alarms.ok_notified_enabled ? [var.alarms.topic_arn] : []'),
    comparisonOperator: comparison,
    evaluationPeriods: periods.of,
    datapointsToAlarm: periods.toAlarm,
    // Without data nobody has signed in, or nothing failed: what counts failures is written only where there are any.
    treatMissingData: 'notBreaching',
    tags: hcl.map('var.tags'),
    ...watched(alarm, comparison),
  });
  const queries = Object.entries(queriesOf(alarm, comparison));
  // As overrides: CDKTF has no dynamic blocks.
  const always = queries.filter(([, { when }]) => !when);
  if (always.length > 0)
    resource.addOverride(
      'metric_query',
      always.map(([id, { content }]) => ({ id, ...content })),
    );
  const sometimes = queries.filter(([, { when }]) => when);
  if (sometimes.length > 0)
    resource.addOverride(
      'dynamic.metric_query',
      sometimes.map(([id, { when, content }]) => ({
        for_each: `\${${when} ? [true] : []}`,
        content: { id, ...content },
      })),
    );
}

/** An expression of 0 or 1, which looks into the input only where there is one: && evaluates both of its sides. */
function countOf(suffix: string, { when }: AlarmDefinition): string {
  const conditions = [`!contains(alarms.excluded, "${suffix}")`, ...(when ? [when] : [])];
  return `length([for alarms in var.alarms[*] : alarms if ${conditions.join(' && ')}])`;
}

const isBand = (comparison: string) => comparison === 'GreaterThanUpperThreshold';

type Watched = Pick<
  CloudwatchMetricAlarmConfig,
  'metricName' | 'namespace' | 'dimensions' | 'statistic' | 'period' | 'threshold' | 'thresholdMetricId'
>;

/** What is compared with what, besides metric math. */
function watched(
  { metrics, expression, periodSeconds, threshold }: AlarmDefinition,
  comparison: string,
): Watched {
  if (isBand(comparison)) return { thresholdMetricId: BAND };
  const limit = typeof threshold === 'number' ? threshold : hcl.number(threshold);
  const [only] = Object.values(metrics);
  if (expression || !only) return { threshold: limit };
  const { name: metricName, namespace, dimensions, statistic } = only;
  return { metricName, namespace, dimensions, statistic, period: periodSeconds, threshold: limit };
}

const RESULT = 'result';
const BAND = 'band';

interface Query {
  readonly when?: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Metric math by id: the metrics, what is made of them, and the band that it should stay in. */
function queriesOf(alarm: AlarmDefinition, comparison: string): Readonly<Record<string, Query>> {
  const { metrics, expression, periodSeconds, threshold } = alarm;
  if (!expression) return {};
  const measured = Object.entries(metrics).map(([id, { when, ...metric }]): [string, Query] => [
    id,
    { ...(when && { when }), content: { return_data: false, metric: metricOf(metric, periodSeconds) } },
  ]);
  const made = (math: string, label: string): Query => ({
    content: { expression: math, label, return_data: true },
  });
  return {
    ...Object.fromEntries(measured),
    [RESULT]: made(expression, 'what is compared'),
    ...(isBand(comparison) && { [BAND]: made(`ANOMALY_DETECTION_BAND(${RESULT}, ${threshold})`, 'usual') }),
  };
}

const metricOf = ({ namespace, name, dimensions, statistic }: Metric, periodSeconds: number) => ({
  namespace,
  metric_name: name,
  dimensions,
  stat: statistic,
  period: periodSeconds,
});
