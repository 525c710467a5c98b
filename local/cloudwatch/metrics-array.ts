/**
 * The `metrics` of a metric widget: `[namespace, name, dimension, value, …, { options }]`, or an expression.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Metrics-Array-Format
 */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { flagIn, optionalTextIn, textIn, within } from './properties.ts';
import type { Query } from './query.ts';

/** A line of a graph, as it is declared. */
export interface Line {
  readonly query: Query;
  readonly axis: 'left' | 'right';
  readonly color?: string;
}

/** What a line takes from its widget unless it has its own. */
export interface Defaults {
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** @throws ConfigurationError for what AWS does not take and what is not modelled, by its name and place */
export function readLines(entries: readonly Json[], defaults: Defaults): Line[] {
  let before: readonly string[] = [];
  const read = (entry: Json): Line => {
    if (!Array.isArray(entry)) throw new ConfigurationError('it is not an array');
    const last = entry.at(-1);
    const options = isObject(last) ? last : {};
    const names = (isObject(last) ? entry.slice(0, -1) : entry).map(nameOf);
    refuseOthers(options, defaults);
    if (names.length === 0) return lineOf(options, { expression: textIn(options, 'expression') });
    const full = expanded(names, before);
    before = full;
    const [namespace = '', name = '', ...pairs] = full;
    const dimensions = Object.fromEntries(
      pairs.flatMap((each, index) => (index % 2 === 0 ? [[each, pairs[index + 1] ?? '']] : [])),
    );
    const statistic = textIn(options, 'stat', defaults.statistic);
    return lineOf(options, { metric: { namespace, name, dimensions }, statistic });
  };
  return entries.map((entry, index) => within(`metrics[${index}]`, () => read(entry)));
}

function nameOf(name: Json): string {
  if (typeof name === 'string') return name;
  throw new ConfigurationError(`${JSON.stringify(name)} is not a name`);
}

/** `.` stands for what the entry before has at the same place, `...` for all that it has before what follows. */
function expanded(names: readonly string[], before: readonly string[]): string[] {
  const dots = names.indexOf('...');
  const rest = names.slice(dots + 1);
  const whole =
    dots < 0 ? names : [...names.slice(0, dots), ...before.slice(dots, before.length - rest.length), ...rest];
  const full = whole.map((name, index) => (name === '.' ? before[index] : name));
  if (full.length < 2 || full.length % 2 !== 0 || full.includes(undefined))
    throw new ConfigurationError(`[${names.join(', ')}] does not give a metric and pairs of dimensions`);
  return full.filter(name => name !== undefined);
}

const OPTIONS = ['id', 'label', 'stat', 'visible', 'yAxis', 'color', 'expression', 'period', 'region'];

function refuseOthers(options: JsonObject, { periodSeconds }: Defaults): void {
  const other = Object.keys(options).find(name => !OPTIONS.includes(name));
  if (other) throw new ConfigurationError(`the option ${other} is not modelled here`);
  const { period = periodSeconds } = options;
  if (period !== periodSeconds)
    throw new ConfigurationError(`a period (${period}) other than its widget's is not modelled here`);
}

type Watched =
  | { readonly expression: string }
  | Pick<Extract<Query, { metric: unknown }>, 'metric' | 'statistic'>;

function lineOf(options: JsonObject, watched: Watched): Line {
  const [id, label, color] = ['id', 'label', 'color'].map(name => optionalTextIn(options, name));
  const axis = textIn(options, 'yAxis', 'left');
  if (axis !== 'left' && axis !== 'right')
    throw new ConfigurationError(`yAxis takes left or right, and is ${axis}`);
  return {
    query: {
      ...(id !== undefined && { id }),
      ...(label !== undefined && { label }),
      isReturned: flagIn(options, 'visible', true),
      ...watched,
    },
    axis,
    ...(color !== undefined && { color }),
  };
}
