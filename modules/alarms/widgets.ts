import type { MetricName } from '../../functions/metric-definitions.ts';
import { METRICS } from '../../functions/metric-definitions.ts';
import { expression, listOf, type Optional } from './expression.ts';
import type { Metric } from './metric.ts';

/** Of the 24 columns of a dashboard. */
export interface Widget {
  readonly width: number;
  readonly type: 'text' | 'alarm' | 'metric';
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Widgets side by side, all of a height. */
export interface Row {
  readonly height: number;
  readonly when?: string;
  readonly widgets: readonly Optional<Widget>[];
}

const PERIOD_SECONDS = 300;

/** A question, and how to read the answer that is below it. */
export function question(title: string, reading: string, when?: string): Row {
  const markdown = `## ${title}\n${reading}`;
  return {
    height: 2,
    ...(when && { when }),
    widgets: [{ value: { width: 24, type: 'text', properties: { markdown } } }],
  };
}

export interface Graph {
  readonly title: string;
  readonly width: number;
  readonly lines: readonly Optional<Line>[];
  readonly when?: string;
  /** Areas on top of each other, for what adds up. */
  readonly isStacked?: boolean;
  /** A value that matters, drawn across. */
  readonly limit?: { readonly label: string; readonly value: number };
}

/** An entry of a metric widget's `metrics`. */
export type Line = readonly unknown[];

export function graph({ title, width, lines, when, isStacked = false, limit }: Graph): Optional<Widget> {
  const properties = {
    title,
    region: expression('local.region'),
    view: 'timeSeries',
    stacked: isStacked,
    stat: 'Sum',
    period: PERIOD_SECONDS,
    metrics: listOf(lines),
    yAxis: { left: { min: 0 } },
    ...(limit && { annotations: { horizontal: [limit] } }),
  };
  return { when, value: { width, type: 'metric', properties } };
}

/** A metric as a line. */
export function line(metric: Metric, label: string, options: Readonly<Record<string, unknown>> = {}) {
  const { namespace, name, dimensions, statistic, when } = metric;
  const value: Line = [
    namespace,
    name,
    ...Object.entries(dimensions).flat(),
    { label, ...(statistic !== 'Sum' && { stat: statistic }), ...options },
  ];
  return { when, value };
}

/** Metric math as a line. */
export const math = (text: string, label: string): Optional<Line> => ({
  value: [{ expression: text, label, id: 'result' }],
});

/**
 * A line for each step, challenge, reason, … that there is: one of ours by all its dimensions, as many as CloudWatch knows.
 *
 * @param terms further terms of the search, such as `Verdict="right"`
 * @param label dimensions, and words between them
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export function search(name: MetricName, label: string, terms = ''): Optional<Line> {
  const schema = ['CognitoChallenge', 'Name', ...METRICS[name].dimensions].join(',');
  const query = `{${schema}} MetricName="${name}" Name="\${var.name}"${terms && ` ${terms}`}`;
  // Not a template of Terraform's, but a dynamic label of CloudWatch's.
  const labelled = label.replace(/\b[A-Z][A-Za-z]+\b/g, dimension => `$\${PROP('Dim.${dimension}')}`);
  return {
    value: [{ expression: `SEARCH('${query}', 'Sum', ${PERIOD_SECONDS})`, label: labelled }],
  };
}
