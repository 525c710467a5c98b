/** Terraform's operators. Operands are converted to what the operator works on; `==` converts nothing. */

import { toBool, toNumber } from '../convert.ts';
import { add, divide, multiply, remainder, subtract } from '../decimal.ts';
import { ExpressionError } from '../errors.ts';
import { equal, type Value } from '../value.ts';
import type { BinaryOperator, UnaryOperator } from './syntax.ts';

type Numeric = (left: number, right: number) => Value;
type Logical = (left: boolean, right: boolean) => boolean;

const numeric: Partial<Record<BinaryOperator, Numeric>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};
const logical: Partial<Record<BinaryOperator, Logical>> = {
  '&&': (left, right) => left && right,
  '||': (left, right) => left || right,
};

/** Takes both operands: before Terraform 1.12 `&&` and `||` do not stop at the left one. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Value {
  const [ofNumbers, ofBools] = [numeric[operator], logical[operator]];
  if (ofNumbers !== undefined) {
    return ofNumbers(operand('left', left, toNumber), operand('right', right, toNumber));
  }
  if (ofBools !== undefined) return ofBools(operand('left', left, toBool), operand('right', right, toBool));
  return equal(left, right) === (operator === '==');
}

export function applyUnary(operator: UnaryOperator, value: Value): Value {
  return operator === '!' ? !operand('', value, toBool) : subtract(0, operand('', value, toNumber));
}

function operand<T>(side: string, value: Value, convert: (value: Value) => T): T {
  const name = `${side} operand`.trimStart();
  if (value === null) throw new ExpressionError(`Unsuitable value for ${name}: it must not be null`);
  try {
    return convert(value);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`Unsuitable value for ${name}: ${error.message}`, { cause: error });
  }
}
