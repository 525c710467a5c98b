/** Functions of numbers and bools. */

import { add } from '../decimal.ts';
import { ExpressionError } from '../errors.ts';
import { list } from '../value.ts';
import { bools, elements, fn, number, variadic } from './signature.ts';

/** Terraform's own limit on `range`. */
const longestRange = 1024;

function largest(numbers: readonly number[], choose: (...numbers: number[]) => number): number {
  if (numbers.length === 0) throw new ExpressionError('must pass at least one number');
  return choose(...numbers);
}

function sum(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new ExpressionError('cannot sum an empty list');
  return numbers.reduce(add);
}

/** `range(end)`, `range(start, end)`, `range(start, end, step)`; counts down when `end` is the smaller one. */
function range(parameters: readonly number[]): readonly number[] {
  const [first = 0, second, third] = parameters;
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  if (step > 0 && end < start)
    throw new ExpressionError('end must be greater than start when step is positive');
  if (step < 0 && end > start) throw new ExpressionError('end must be less than start when step is negative');
  const numbers: number[] = [];
  for (let next = start; step < 0 ? next > end : next < end; next = add(next, step)) {
    if (numbers.length >= longestRange)
      throw new ExpressionError(`more than ${longestRange} values were generated`);
    numbers.push(next);
  }
  return numbers;
}

export const numberFunctions = {
  floor: fn([number], value => Math.floor(value) + 0),
  max: variadic([], number, numbers => largest(numbers, Math.max)),
  min: variadic([], number, numbers => largest(numbers, Math.min)),
  range: variadic([], number, parameters => list(range(parameters), 'number'), { least: 1, most: 3 }),
  sum: fn([elements], values => sum(values.map(number))),
  alltrue: fn([bools], values => values.every(value => value === true)),
  anytrue: fn([bools], values => values.includes(true)),
};
