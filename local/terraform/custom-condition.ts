/** `condition` and `error_message`, of a variable's `validation` or a `precondition`. */

import { toBool, toText } from './convert.ts';
import { ExpressionError } from './errors.ts';
import { evaluate, type Scope } from './expression/evaluate.ts';
import { valueExpression } from './expression/from-json.ts';
import type { Expression } from './expression/syntax.ts';
import type { JsonObject } from './json.ts';

export interface CustomCondition {
  readonly condition: Expression;
  readonly errorMessage: Expression;
}

export const customCondition = (body: JsonObject): CustomCondition => ({
  condition: valueExpression(body.condition ?? null),
  errorMessage: valueExpression(body.error_message ?? null),
});

export const expressionsOf = (conditions: readonly CustomCondition[]): Expression[] =>
  conditions.flatMap(({ condition, errorMessage }) => [condition, errorMessage]);

/** The messages of the conditions that do not hold. */
export function failures(conditions: readonly CustomCondition[], scope: Scope): string[] {
  return conditions.flatMap(({ condition, errorMessage }) => {
    const result = evaluate(condition, scope);
    if (result === null) throw new ExpressionError('A condition must be true or false, but it is null');
    return toBool(result) ? [] : [toText(evaluate(errorMessage, scope)).trim()];
  });
}
