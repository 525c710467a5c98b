/** A metric widget of a dashboard: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Metric-Widget-Object */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import type { Graph, Mark, Series as Told } from '../watch/protocol.ts';
import { labelOf, requireLabel } from './labels.ts';
import { distinguishing } from './line-names.ts';
import { seriesIn } from './math/evaluate.ts';
import { type Line, readLines } from './metrics-array.ts';
import { flagIn, requireKnown, textIn } from './properties.ts';
import { prepareRequest, type Request } from './query.ts';
import type { MetricStore } from './store.ts';
import { isPeriod, MAX_GRAPH_PERIOD_SECONDS, MINUTE_MS, type Periods, startsOf } from './time.ts';

/** From when until when somebody looks. */
export interface Range {
  readonly fromMs: number;
  readonly untilMs: number;
}

export type PreparedGraph = (store: MetricStore, range: Range) => Graph;

const KNOWN = [
  ...['metrics', 'annotations', 'period', 'stat', 'title', 'view', 'stacked', 'setPeriodToTimeRange'],
  // How it looks, or where it is from.
  ...['region', 'legend', 'liveData', 'sparkline', 'singleValueFullPrecision', 'table', 'timezone', 'yAxis'],
];
const VIEWS: readonly Graph['view'][] = ['timeSeries', 'singleValue', 'bar', 'pie', 'table'];

const MAX_METRICS = 500;

/** @throws ConfigurationError for what AWS does not take and what is not modelled, by its name */
export function prepareGraph(properties: JsonObject): PreparedGraph {
  requireKnown(properties, KNOWN);
  textIn(properties, 'region');
  const { metrics } = properties;
  if (!Array.isArray(metrics)) throw new ConfigurationError('a metric widget has no metrics');
  if (metrics.length > MAX_METRICS) throw new ConfigurationError(`metrics has more than ${MAX_METRICS}`);
  const period = periodIn(properties);
  const lines = readLines(metrics, {
    statistic: textIn(properties, 'stat', 'Average'),
    periodSeconds: period,
  });
  for (const { query } of lines) requireLabel(query.label ?? '');
  const isWhole = flagIn(properties, 'setPeriodToTimeRange', false);
  const request = prepareRequest(
    lines.map(({ query }) => query),
    { searches: 'allowed', ...(!isWhole && { periodSeconds: period }) },
  );
  const looks = {
    title: textIn(properties, 'title', ''),
    view: viewOf(properties.view),
    isStacked: flagIn(properties, 'stacked', false),
    marks: marksOf(properties.annotations),
  };
  return (store, range) => {
    const periods = isWhole ? wholeOf(range) : periodsOf(range, period * 1000);
    const told = seriesOf(lines, request, { store, periods });
    return { ...looks, periodSeconds: periods.periodMs / 1000, atMs: startsOf(periods), series: told };
  };
}

function periodIn({ period = 300 }: JsonObject): number {
  if (typeof period !== 'number' || !isPeriod(period))
    throw new ConfigurationError(`period takes a multiple of 60 seconds, and is ${JSON.stringify(period)}`);
  if (period > MAX_GRAPH_PERIOD_SECONDS)
    throw new ConfigurationError(
      `a period of ${period} seconds is not modelled here: metrics are kept for ${MAX_GRAPH_PERIOD_SECONDS} more than can be looked at`,
    );
  return period;
}

function viewOf(view: Json = 'timeSeries'): Graph['view'] {
  const found = VIEWS.find(each => each === view);
  if (found) return found;
  throw new ConfigurationError(`the view ${view} is not modelled here`);
}

/** Horizontal lines, such as an alarm's threshold. */
function marksOf(annotations: Json = {}): Mark[] {
  if (!isObject(annotations)) throw new ConfigurationError('annotations is not an object');
  requireKnown(annotations, ['horizontal']);
  const { horizontal = [] } = annotations;
  if (!Array.isArray(horizontal)) throw new ConfigurationError('annotations.horizontal is not an array');
  return horizontal.flatMap(mark => {
    if (!isObject(mark) || typeof mark.value !== 'number')
      throw new ConfigurationError('an entry of annotations.horizontal has no value, or is a band');
    return mark.visible === false ? [] : [{ label: String(mark.label ?? ''), value: mark.value }];
  });
}

/** Periods are aligned to the clock; the last one is still running. */
function periodsOf({ fromMs, untilMs }: Range, periodMs: number): Periods {
  const first = Math.floor(fromMs / periodMs) * periodMs;
  return { fromMs: first, periodMs, count: Math.max(1, Math.ceil((untilMs - first) / periodMs)) };
}

const wholeOf = (range: Range): Periods => {
  const { fromMs, count } = periodsOf(range, MINUTE_MS);
  return { fromMs, periodMs: count * MINUTE_MS, count: 1 };
};

function seriesOf(
  lines: readonly Line[],
  request: Request,
  { store, periods }: { readonly store: MetricStore; readonly periods: Periods },
): Told[] {
  const shown = request.answer(store, periods).flatMap(({ query, result }, index) => {
    const list = query.isReturned ? seriesIn(result) : [];
    const line = lines[index];
    return list.map(series => ({ series, query, line, isOneOfMany: result.kind === 'list' }));
  });
  const names = distinguishing(shown.map(({ series }) => series));
  return shown.map(({ series, query, line, isOneOfMany }, index) => ({
    label: labelOf(query.label, series, { name: names[index] ?? series.label, isOneOfMany }),
    ...(series.unit !== undefined && { unit: series.unit }),
    ...(line?.axis === 'right' && { axis: 'right' as const }),
    ...(line?.color !== undefined && { color: line.color }),
    values: series.values,
  }));
}
