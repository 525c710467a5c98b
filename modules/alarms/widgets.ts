import { METRICS, type MetricName } from '../../functions/metric-definitions.ts';
import { type Expression, expression, expressionOf, listOf, type Optional } from './expression.ts';
import { type Metric, own } from './metric.ts';

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
  readonly lines: readonly (Optional<Line> | Expression)[];
  /** Where the metrics are, if not where the functions are. */
  readonly region?: Expression;
  readonly when?: string;
  /** Areas on top of each other, for what adds up. */
  readonly isStacked?: boolean;
  /** A value that matters, drawn across. */
  readonly limit?: { readonly label: string; readonly value: number };
}

/** An entry of a metric widget's `metrics`. */
export type Line = readonly unknown[];

export function graph(of: Graph): Optional<Widget> {
  const { title, width, lines, region = expression('local.region'), when, isStacked = false, limit } = of;
  const properties = {
    title,
    region,
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

/**
 * A line for each app client of the caller's, by its name. In a pool of somebody else's, or where others make the clients,
 * for each that CloudWatch knows, by its id.
 */
export function byClient(name: MetricName, label: string): readonly (Optional<Line> | Expression)[] {
  const named = line(own(name, { UserPoolClient: '${client.id}' }), `\${name} ${label}`);
  return [
    expression(
      `[for name, client in aws_cognito_user_pool_client.client : ${expressionOf(named.value)} if var.user_pool_enabled]`,
    ),
    {
      ...search(name, `UserPoolClient ${label}`),
      when: '!var.user_pool_enabled || length(var.clients) == 0',
    },
  ];
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
