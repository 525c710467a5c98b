/**
 * Search expressions: `{Namespace,Dimension} MetricName="…" NOT Dimension="…"`. A schema, and exact values of properties,
 * all of which must hold.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */

import { ConfigurationError } from '../terraform/errors.ts';
import { type Metric, metricKey } from './metric.ts';

const MAX_LENGTH = 1024;

/** In quotes unless it is letters and digits: the page's own `AWS/EC2` shows that a slash needs none. The page has no escapes in it. */
const NAME = String.raw`(?:[A-Za-z\d/]+|"[^"\\]+")`;
const SCHEMA = new RegExp(String.raw`^\s*\{\s*(${NAME}(?:\s*,\s*${NAME})*)\s*\}\s*,?`);

/** @throws ConfigurationError for what AWS does not take, and for partial matches, OR and groups, which are not modelled */
export function search(query: string, metrics: readonly Metric[]): Metric[] {
  if (query.length > MAX_LENGTH)
    throw new ConfigurationError(`the search ${query} has more than ${MAX_LENGTH} characters`);
  if (!/^\s*\{/.test(query)) throw notModelled(query, 'without a schema in braces');
  const [whole, schema] = SCHEMA.exec(query) ?? [];
  if (whole === undefined || schema === undefined)
    throw new ConfigurationError(
      `the search ${query} has a schema that is not names, of letters and digits or in double quotes, with commas between`,
    );
  const [namespace, ...dimensions] = (schema.match(new RegExp(NAME, 'g')) ?? []).map(unquoted);
  const wanted = JSON.stringify(dimensions.sort());
  const terms = termsOf(query.slice(whole.length), query);
  return metrics
    .filter(
      metric =>
        metric.namespace === namespace &&
        (dimensions.length === 0 || JSON.stringify(Object.keys(metric.dimensions).sort()) === wanted) &&
        terms.every(({ property, value, isWanted }) => (propertyOf(metric, property) === value) === isWanted),
    )
    .sort((a, b) => (metricKey(a) < metricKey(b) ? -1 : 1));
}

const unquoted = (name: string): string => name.replaceAll('"', '');

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
    for (const exact of [quoted, value]) requireEscaped(exact, query);
    const property = plain ?? unescaped(quoted);
    terms.push({ property, value: unescaped(value), isWanted: not === undefined });
  }
  return terms;
}

/** In an exact match, `" \ ( )` have a backslash before them; the pattern of terms sees to the first two. */
function requireEscaped(exact: string, query: string): void {
  if (/[()]/.test(exact.replace(/\\./g, '')))
    throw new ConfigurationError(
      `the search ${query} has a parenthesis in "${exact}" without a backslash before it`,
    );
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
