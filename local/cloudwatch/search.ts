/**
 * Search expressions: `{Namespace,Dimension} MetricName="…" NOT Dimension="…"`. A schema, and exact values of properties,
 * all of which must hold.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */

import { ConfigurationError } from '../terraform/errors.ts';
import { type Metric, metricKey } from './metric.ts';

/** @throws ConfigurationError for partial matches, OR and groups, which are not modelled */
export function search(query: string, metrics: readonly Metric[]): Metric[] {
  const [whole, schema = ''] = /^\s*\{([^}]*)\}\s*,?/.exec(query) ?? [];
  if (whole === undefined) throw notModelled(query, 'without a schema in braces');
  const [namespace, ...dimensions] = schema.split(',').map(unquoted);
  const wanted = dimensions.sort().join();
  const terms = termsOf(query.slice(whole.length), query);
  return metrics
    .filter(
      metric =>
        metric.namespace === namespace &&
        (dimensions.length === 0 || Object.keys(metric.dimensions).sort().join() === wanted) &&
        terms.every(({ property, value, isWanted }) => (propertyOf(metric, property) === value) === isWanted),
    )
    .sort((a, b) => (metricKey(a) < metricKey(b) ? -1 : 1));
}

const unquoted = (name: string): string => name.trim().replace(/^"(.*)"$/, '$1');

const TERM = /\s*(?:AND\s+)?(NOT\s+)?(?:(\w+)|"((?:[^"\\]|\\.)*)")\s*=\s*"((?:[^"\\]|\\.)*)"/y;

interface Term {
  readonly property: string;
  readonly value: string;
  readonly isWanted: boolean;
}

function termsOf(text: string, query: string): Term[] {
  const terms: Term[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const [, not, plain, quoted = '', value = ''] = TERM.exec(text) ?? [];
    if (TERM.lastIndex === 0) throw notModelled(query, `with "${text.slice(at, end).trim()}"`);
    const property = plain ?? unescaped(quoted);
    terms.push({ property, value: unescaped(value), isWanted: not === undefined });
  }
  return terms;
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

function propertyOf({ namespace, name, dimensions }: Metric, property: string): string | undefined {
  if (property === 'MetricName') return name;
  return property === 'Namespace' ? namespace : dimensions[property];
}

const notModelled = (query: string, what: string): ConfigurationError =>
  new ConfigurationError(
    `the search ${query} is not modelled here ${what}: it takes {Namespace,Dimension} and terms such as MetricName="Errors"`,
  );
