/**
 * Metric math as a tree.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax
 */

import { ConfigurationError } from '../../terraform/errors.ts';
import { type Quote, type Token, tokensOf } from './tokens.ts';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string; readonly quote: Quote }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'keyword'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** From those that bind least: the usual order (CloudWatch's documentation names none). */
const LEVELS = [['||'], ['&&'], ['==', '!=', '<=', '>=', '<', '>'], ['+', '-'], ['*', '/']] as const;

export type Operator = (typeof LEVELS)[number][number] | '^';

const WORDS: Readonly<Record<string, Operator>> = { AND: '&&', OR: '||' };

/** @throws ConfigurationError with what was expected instead */
export function parseExpression(expression: string): Expression {
  const tokens = tokensOf(expression);
  let at = 0;
  const next = (): Token | undefined => tokens[at];
  const isNext = (sign: string): boolean => next()?.kind === 'sign' && next()?.value === sign;
  const fail = (expected: string): never => {
    const found = next() === undefined ? 'its end' : `"${next()?.value}"`;
    throw new ConfigurationError(`the expression ${expression} has ${found} where ${expected} is expected`);
  };
  const take = (sign: string): void => {
    if (!isNext(sign)) fail(`"${sign}"`);
    at += 1;
  };

  function operatorOf(level: number): Operator | undefined {
    const token = next();
    const sign =
      token?.kind === 'name' ? WORDS[token.value] : token?.kind === 'sign' ? token.value : undefined;
    return LEVELS[level]?.find(each => each === sign);
  }

  function operation(level: number): Expression {
    if (level === LEVELS.length) return power();
    let left = operation(level + 1);
    for (let operator = operatorOf(level); operator; operator = operatorOf(level)) {
      at += 1;
      left = { kind: 'operation', operator, left, right: operation(level + 1) };
    }
    return left;
  }

  /** Which of two powers comes first, and whether a sign does, is on no page of AWS's. */
  function power(): Expression {
    const isNegated = isNext('-');
    const left = negative();
    if (!isNext('^')) return left;
    at += 1;
    const right = negative();
    if (isNegated || isNext('^'))
      throw new ConfigurationError(
        `the expression ${expression} has a power of a power, or of what has a sign, which is not modelled here without parentheses`,
      );
    return { kind: 'operation', operator: '^', left, right };
  }

  function negative(): Expression {
    if (!isNext('-')) return primary();
    at += 1;
    return { kind: 'negative', of: negative() };
  }

  function items(end: string): Expression[] {
    const found: Expression[] = [];
    while (!isNext(end)) {
      if (found.length > 0) take(',');
      found.push(operation(0));
    }
    take(end);
    return found;
  }

  function primary(): Expression {
    const token = next();
    if (!token) return fail('a value');
    at += 1;
    if (token.kind === 'number' || token.kind === 'text') return token;
    if (token.kind === 'name') {
      if (/^[a-z]/.test(token.value)) return { kind: 'id', id: token.value };
      if (!isNext('(')) return { kind: 'keyword', name: token.value };
      at += 1;
      return { kind: 'call', name: token.value, args: items(')') };
    }
    if (token.value === '[') return { kind: 'list', items: items(']') };
    at -= 1;
    if (token.value !== '(') return fail('a value');
    at += 1;
    const inner = operation(0);
    take(')');
    return inner;
  }

  const tree = operation(0);
  if (next()) fail('the end');
  return tree;
}
