/** Functions of numbers and bools. */

import { add, parseNumber } from '../decimal.ts';
import { ExpressionError } from '../errors.ts';
import { list } from '../value.ts';
import { bools, elements, fn, integer, number, string, variadic } from './signature.ts';

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Terraform's own limit on `range`. */
const longestRange = 1024;

function largest(numbers: readonly number[], choose: (...numbers: number[]) => number): number {
  if (numbers.length === 0) throw new ExpressionError('must pass at least one number');
  return choose(...numbers);
}

function parseInteger(text: string, base: number): number {
  if (base < 2 || base > 62)
    throw new ExpressionError('base must be a whole number between 2 and 62 inclusive');
  const [, sign = '', magnitude = ''] = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text) ?? [];
  const values = [...(base <= 36 ? magnitude.toLowerCase() : magnitude)].map(digit => digits.indexOf(digit));
  if (values.length === 0 || values.some(value => value >= base)) {
    throw new ExpressionError(`cannot parse ${JSON.stringify(text)} as a base ${base} integer`);
  }
  const exact = values.reduce((sum, value) => sum * BigInt(base) + BigInt(value), 0n);
  return parseNumber(`${sign}${exact}`) ?? 0;
}

function power(base: number, exponent: number): number {
  const result = base ** exponent;
  if (!Number.isFinite(result)) throw new ExpressionError('the result is not a finite number');
  return result;
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
  abs: fn([number], Math.abs),
  ceil: fn([number], value => Math.ceil(value) + 0),
  floor: fn([number], value => Math.floor(value) + 0),
  max: variadic([], number, numbers => largest(numbers, Math.max)),
  min: variadic([], number, numbers => largest(numbers, Math.min)),
  parseint: fn([string, integer], parseInteger),
  pow: fn([number, number], power),
  range: variadic([], number, parameters => list(range(parameters), 'number'), { least: 1, most: 3 }),
  sum: fn([elements], values => sum(values.map(number))),
  alltrue: fn([bools], values => values.every(value => value === true)),
  anytrue: fn([bools], values => values.includes(true)),
};
