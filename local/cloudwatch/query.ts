/** Metrics and expressions that are asked for together, as in GetMetricData: for an alarm, or a graph of a dashboard. */

import { ConfigurationError } from '../terraform/errors.ts';
import { evaluate, type Scope, seriesIn } from './math/evaluate.ts';
import { type Expression, parseExpression } from './math/parse.ts';
import { one, type Result, type Series } from './math/series.ts';
import type { Metric } from './metric.ts';
import { search } from './search.ts';
import { type Statistic, statisticOf } from './statistics.ts';
import { createMetricStore, type MetricStore } from './store.ts';
import { MINUTE_MS, type Periods } from './time.ts';

/** As it is declared. */
export type Query = QueryNames & (MetricQuery | ExpressionQuery);

interface QueryNames {
  readonly id?: string;
  readonly label?: string;
  /** What it comes to is a result of the request, not only a part of another one. */
  readonly isReturned: boolean;
}

export interface MetricQuery {
  readonly metric: Metric;
  readonly statistic: string;
}

export interface ExpressionQuery {
  readonly expression: string;
}

export interface Answer {
  readonly query: Query;
  readonly result: Result;
}

export interface Request {
  /** In the order of the queries, each with its result. */
  readonly answer: (store: MetricStore, periods: Periods) => readonly Answer[];
  /** What it names itself, without what a search finds. */
  readonly metrics: readonly Metric[];
}

type Prepared = { readonly query: Query } & (
  | { readonly metric: Metric; readonly statistic: Statistic }
  | { readonly expression: Expression }
);

export interface RequestOptions {
  /** An alarm may not search. */
  readonly searches: 'allowed' | 'refused';
  /** Absent where it is the whole time that is looked at. */
  readonly periodSeconds?: number;
}

/**
 * Reads a request, so that a mistake shows before anybody waits for its data.
 * @throws ConfigurationError for what AWS does not take and what is not modelled, by its name
 */
export function prepareRequest(queries: readonly Query[], options: RequestOptions): Request {
  requireIds(queries);
  const prepared = queries.map(prepare);
  const answer = (store: MetricStore, periods: Periods) => answers(prepared, { ...options, store, periods });
  // What an expression names is looked up when it is computed: once now, without data.
  const empty = createMetricStore({ now: () => 0 });
  for (const { query, result } of answer(empty, { fromMs: 0, periodMs: MINUTE_MS, count: 1 }))
    if (query.isReturned) seriesIn(result);
  return { answer, metrics: prepared.flatMap(each => ('metric' in each ? [each.metric] : [])) };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const ID = /^[a-z]\w{0,254}$/;

/** @throws ConfigurationError for an id that AWS does not take */
export function requireIds(queries: readonly Query[]): void {
  const ids = queries.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const wrong = ids.find(id => !ID.test(id));
  if (wrong !== undefined)
    throw new ConfigurationError(
      `the id ${wrong} is not letters, digits and underscores, 255 at most, of which the first is a lower-case letter`,
    );
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined)
    throw new ConfigurationError(`several metrics or expressions have the id ${twice}`);
}

function prepare(query: Query): Prepared {
  return 'metric' in query
    ? { query, metric: query.metric, statistic: statisticOf(query.statistic) }
    : { query, expression: parseExpression(query.expression) };
}

interface Data extends RequestOptions {
  readonly store: MetricStore;
  readonly periods: Periods;
}

function answers(prepared: readonly Prepared[], data: Data): Answer[] {
  const done = new Map<Prepared, Result>();
  const inProgress = new Set<Prepared>();
  const scope: Scope = {
    periods: data.periods.count,
    find: id => {
      const found = prepared.find(({ query }) => query.id === id);
      return found && resultOf(found);
    },
    metrics: () =>
      prepared.flatMap(each =>
        'metric' in each ? [seriesOf(each.metric, each.statistic, data, each.query)] : [],
      ),
    ...(data.searches === 'allowed' && {
      search: ({ query, statistic, periodSeconds: asked = data.periodSeconds }) => {
        if (asked !== data.periodSeconds)
          throw new ConfigurationError(
            `SEARCH has the period ${asked}, and its graph ${data.periodSeconds ?? 'the whole time'}`,
          );
        const work = statisticOf(statistic);
        return search(query, data.store.list()).map(metric => seriesOf(metric, work, data, {}));
      },
    }),
  };

  function resultOf(each: Prepared): Result {
    const known = done.get(each);
    if (known) return known;
    if (inProgress.has(each))
      throw new ConfigurationError(`the expression ${each.query.id} refers to itself`);
    inProgress.add(each);
    const result =
      'metric' in each
        ? one(seriesOf(each.metric, each.statistic, data, each.query))
        : evaluate(each.expression, scope);
    done.set(each, result);
    return result;
  }

  return prepared.map(each => ({ query: each.query, result: resultOf(each) }));
}

function seriesOf(
  metric: Metric,
  statistic: Statistic,
  { store, periods }: Data,
  { id }: { readonly id?: string },
): Series {
  const unit = store.unitOf(metric);
  return {
    label: metric.name,
    values: store.read(metric, periods).map(set => (set === undefined ? null : statistic(set))),
    metric,
    ...(id !== undefined && { id }),
    ...(unit !== undefined && { unit }),
  };
}
