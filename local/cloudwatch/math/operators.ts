import { ConfigurationError } from '../../terraform/errors.ts';
import type { Operator } from './parse.ts';
import { many, one, type Result, type Series, scalar, withValues } from './series.ts';

type Operation = (left: number, right: number) => number;

const bit = (holds: boolean): number => (holds ? 1 : 0);

const OPERATIONS: Readonly<Record<Operator, Operation>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '==': (left, right) => bit(left === right),
  '!=': (left, right) => bit(left !== right),
  '<=': (left, right) => bit(left <= right),
  '>=': (left, right) => bit(left >= right),
  '<': (left, right) => bit(left < right),
  '>': (left, right) => bit(left > right),
  '&&': (left, right) => bit(left !== 0 && right !== 0),
  '||': (left, right) => bit(left !== 0 || right !== 0),
};

const ARITHMETIC: ReadonlySet<Operator> = new Set(['+', '-', '*', '/', '^'] as const);

/**
 * Where one of two time series lacks a data point, it is taken for 0; a division by zero drops the data point.
 * Arithmetic takes an array of them too, comparisons and logical operators do not.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-arithmetic
 */
export function operate(operator: Operator, left: Result, right: Result): Result {
  const operation = OPERATIONS[operator];
  if ((left.kind === 'list' || right.kind === 'list') && !ARITHMETIC.has(operator))
    throw new ConfigurationError(`${operator} takes time series and numbers, no array of time series`);
  if (left.kind === 'list') {
    if (right.kind !== 'list') return many(left.list.map(each => ofSeries(operation, one(each), right)));
    throw new ConfigurationError(`${operator} takes one array of time series, not two`);
  }
  if (right.kind === 'list') return many(right.list.map(each => ofSeries(operation, left, one(each))));
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalar(operation(left.value, right.value));
  return one(ofSeries(operation, left, right));
}

type Operand = Exclude<Result, { kind: 'list' }>;

/** Of two operands of which one at least is a time series. */
function ofSeries(operation: Operation, left: Operand, right: Operand): Series {
  const [first, ...others] = [left, right].flatMap(each => (each.kind === 'series' ? [each.series] : []));
  if (!first) throw new Error('Neither operand is a time series.');
  const at = (operand: Operand, index: number): number =>
    operand.kind === 'scalar' ? operand.value : (operand.series.values[index] ?? 0);
  return withValues(
    first,
    first.values.map((_, index) => {
      // A number by itself makes no data point.
      if ([first, ...others].every(({ values }) => values[index] === null)) return null;
      const value = operation(at(left, index), at(right, index));
      return Number.isFinite(value) ? value : null;
    }),
  );
}
