/** Expressions with their values: what this evaluator and the real Terraform must both make of them. */

import { collections } from './collections.ts';
import { conversions } from './conversions.ts';
import { encoding } from './encoding.ts';
import { numbers } from './numbers.ts';
import { regularExpressions } from './regular-expressions.ts';
import { strings } from './strings.ts';
import { syntax } from './syntax.ts';

/** An expression, its value as JSON (a set as a list), and its type as a constraint. */
export type ExpressionCase = readonly [expression: string, value: unknown, type: string];

export const cases: Readonly<Record<string, readonly ExpressionCase[]>> = {
  syntax,
  strings,
  'regular expressions': regularExpressions,
  numbers,
  collections,
  conversions,
  encoding,
};
