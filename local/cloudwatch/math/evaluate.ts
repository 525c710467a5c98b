/** Computes an expression from the time series of a request. */

import { ConfigurationError } from '../../terraform/errors.ts';
import { FUNCTIONS } from './functions.ts';
import { operate } from './operators.ts';
import type { Expression } from './parse.ts';
import { many, type Result, type Series, scalar } from './series.ts';

/** What an expression may name. */
export interface Scope {
  /** How many values each time series has. */
  readonly periods: number;
  /** The result of a metric or of another expression. */
  readonly find: (id: string) => Result | undefined;
  /** Metrics of the request, without its expressions. */
  readonly metrics: () => readonly Series[];
  /** Absent where a search is not allowed: in alarms. */
  readonly search?: (search: SearchCall) => readonly Series[];
}

export interface SearchCall {
  readonly query: string;
  readonly statistic: string;
  readonly periodSeconds?: number;
}

/** @throws ConfigurationError for what is not modelled, by its name */
export function evaluate(expression: Expression, scope: Scope): Result {
  const of = (each: Expression): Result => evaluate(each, scope);
  switch (expression.kind) {
    case 'number':
      return scalar(expression.value);
    case 'id': {
      const found = scope.find(expression.id);
      if (found) return found;
      throw new ConfigurationError(`nothing has the id ${expression.id}`);
    }
    case 'list':
      return many(expression.items.flatMap(item => seriesIn(of(item))));
    case 'negative':
      return operate('-', scalar(0), of(expression.of));
    case 'operation':
      return operate(expression.operator, of(expression.left), of(expression.right));
    case 'call':
      return call(expression, scope);
    default:
      throw new ConfigurationError(
        `${expression.kind === 'text' ? `"${expression.value}"` : expression.name} is not modelled here as a value`,
      );
  }
}

interface Callable {
  /** How many arguments it takes. */
  readonly arity: readonly [least: number, most: number];
  readonly apply: (args: readonly Expression[], scope: Scope) => Result;
}

/** What looks at the request, besides what its arguments come to. */
const OF_REQUEST: Readonly<Record<string, Callable>> = {
  METRICS: {
    arity: [0, 1],
    apply: ([part], { metrics }) => {
      if (part && part.kind !== 'text') throw new ConfigurationError('METRICS takes a text');
      return many(metrics().filter(({ id = '' }) => id.includes(part?.value ?? '')));
    },
  },
  SEARCH: {
    arity: [2, 3],
    apply: ([query, statistic, period], { search }) => {
      if (!search) throw new ConfigurationError('SEARCH is not allowed in an alarm');
      if (!isSingleQuoted(query) || !isSingleQuoted(statistic) || (period && period.kind !== 'number'))
        throw new ConfigurationError(
          'SEARCH takes a query and a statistic in single quotes, and perhaps a period',
        );
      return many(
        search({
          ...{ query: query.value, statistic: statistic.value },
          ...(period && { periodSeconds: period.value }),
        }),
      );
    },
  },
};

const isSingleQuoted = (of: Expression | undefined): of is Extract<Expression, { kind: 'text' }> =>
  of?.kind === 'text' && of.quote === "'";

function callable(name: string): Callable | undefined {
  if (Object.hasOwn(OF_REQUEST, name)) return OF_REQUEST[name];
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return (
    known && {
      arity: known.arity,
      apply: (args, scope) =>
        known.apply(
          args.map(arg => evaluate(arg, scope)),
          scope.periods,
        ),
    }
  );
}

function call({ name, args }: Extract<Expression, { kind: 'call' }>, scope: Scope): Result {
  const known = callable(name);
  if (!known)
    throw new ConfigurationError(
      `the function ${name} is not modelled here: ${[...Object.keys(OF_REQUEST), ...Object.keys(FUNCTIONS)].join(', ')} are`,
    );
  const [least, most] = known.arity;
  if (args.length < least || args.length > most)
    throw new ConfigurationError(`${name} takes ${least} to ${most} arguments, and got ${args.length}`);
  return known.apply(args, scope);
}

/** Time series of a result. @throws ConfigurationError for a number */
export function seriesIn(result: Result): readonly Series[] {
  if (result.kind === 'list') return result.list;
  if (result.kind === 'series') return [result.series];
  throw new ConfigurationError('the result is a number, not a time series');
}
