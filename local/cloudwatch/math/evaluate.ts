/** Computes an expression from the time series of a request. */

import { ConfigurationError } from '../../terraform/errors.ts';
import { FUNCTIONS } from './functions.ts';
import { operate } from './operators.ts';
import type { Expression } from './parse.ts';
import { many, type Result, type Series, scalar } from './series.ts';

/** What an expression may name. */
export interface Scope {
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

function call({ name, args }: Extract<Expression, { kind: 'call' }>, scope: Scope): Result {
  if (name === 'METRICS') {
    const [part] = args;
    if (part && part.kind !== 'text') throw new ConfigurationError('METRICS takes a text');
    return many(scope.metrics().filter(({ id = '' }) => id.includes(part?.value ?? '')));
  }
  if (name === 'SEARCH') {
    const [query, statistic, period] = args;
    if (!scope.search) throw new ConfigurationError('SEARCH is not allowed in an alarm');
    if (query?.kind !== 'text' || statistic?.kind !== 'text' || (period && period.kind !== 'number'))
      throw new ConfigurationError('SEARCH takes a query, a statistic and perhaps a period');
    return many(
      scope.search({
        ...{ query: query.value, statistic: statistic.value },
        ...(period && { periodSeconds: period.value }),
      }),
    );
  }
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known)
    throw new ConfigurationError(
      `the function ${name} is not modelled here: ${['METRICS', 'SEARCH', ...Object.keys(FUNCTIONS)].join(', ')} are`,
    );
  const [least, most] = known.arity;
  if (args.length < least || args.length > most)
    throw new ConfigurationError(`${name} takes ${least} to ${most} arguments, and got ${args.length}`);
  return known.apply(args.map(arg => evaluate(arg, scope)));
}

/** Time series of a result. @throws ConfigurationError for a number */
export function seriesIn(result: Result): readonly Series[] {
  if (result.kind === 'list') return result.list;
  if (result.kind === 'series') return [result.series];
  throw new ConfigurationError('the result is a number, not a time series');
}
