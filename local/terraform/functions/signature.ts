/** How a Terraform function is declared: readers that convert its arguments, and a body over what they read. */

import { convert, toBool, toNumber, toText } from '../convert.ts';
import { ExpressionError, UnsupportedError } from '../errors.ts';
import { describe, elementsOf, isObject, isSequence, type ObjectValue, type Value } from '../value.ts';

export type FunctionTable = Readonly<Record<string, TerraformFunction>>;

export interface TerraformFunction {
  readonly least: number;
  readonly most: number;
  readonly call: (args: readonly Value[]) => Value;
}

/** Reads an argument; throws ExpressionError when it is unsuitable. */
export type Parameter<T> = (value: Value) => T;

/** A function with these parameters, no more and no less. */
export function fn<A extends readonly unknown[]>(
  parameters: { readonly [K in keyof A]: Parameter<A[K]> },
  body: (...args: A) => Value,
): TerraformFunction {
  const count = parameters.length;
  return { least: count, most: count, call: args => body(...readAll(parameters, args)) };
}

/** A function whose further arguments are all of one kind; `least` of them must be there. */
export function variadic<A extends readonly unknown[], R>(
  parameters: { readonly [K in keyof A]: Parameter<A[K]> },
  rest: Parameter<R>,
  body: (rest: readonly R[], ...args: A) => Value,
  { least = 0, most = Number.POSITIVE_INFINITY }: { least?: number; most?: number } = {},
): TerraformFunction {
  const count = parameters.length;
  return {
    least: count + least,
    most: count + most,
    call: args => {
      const others = args.slice(count).map((value, index) => readOne(rest, value, count + index));
      return body(others, ...readAll(parameters, args));
    },
  };
}

function readAll<A extends readonly unknown[]>(
  parameters: { readonly [K in keyof A]: Parameter<A[K]> },
  args: readonly Value[],
): A {
  const read = parameters.map((parameter: Parameter<unknown>, index) =>
    readOne(parameter, args[index] ?? null, index),
  );
  // the mapped type says that parameter K reads A[K]; `map` cannot express it
  return read as readonly unknown[] as A;
}

function readOne<T>(parameter: Parameter<T>, value: Value, index: number): T {
  try {
    return parameter(value);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`Invalid value for argument ${index + 1}: ${error.message}`, { cause: error });
  }
}

/** @throws UnsupportedError for a function that is not in the table */
export function callFunction(table: FunctionTable, name: string, args: readonly Value[]): Value {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined)
    throw new UnsupportedError(
      `The function "${name}" is not supported here: write the expression without it, or add it (local/terraform/README.md)`,
    );
  if (args.length < found.least || args.length > found.most) {
    const expected = args.length < found.least ? `at least ${found.least}` : `at most ${found.most}`;
    throw new ExpressionError(
      `Function "${name}" expects ${expected} argument(s), but it has ${args.length}`,
    );
  }
  try {
    return found.call(args);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`Call to function "${name}" failed: ${error.message}`, { cause: error });
  }
}

const required = <T>(read: (value: Exclude<Value, null>) => T): Parameter<T> => {
  return value => {
    if (value === null) throw new ExpressionError('argument must not be null');
    return read(value);
  };
};

/** Any value, null too. */
export const nullable: Parameter<Value> = value => value;
export const anything = required<Exclude<Value, null>>(value => value);
export const string = required(toText);
export const number = required(toNumber);
export const bool = required(toBool);

export const integer = required(value => {
  const read = toNumber(value);
  if (!Number.isInteger(read)) throw new ExpressionError('a whole number is required');
  return read;
});

/** The elements of a list, tuple or set. */
export const elements = required(value => {
  const read = elementsOf(value);
  if (read === undefined)
    throw new ExpressionError(`argument must be list, tuple, or set, not ${describe(value)}`);
  return read;
});

/** A list or tuple, which is ordered. */
export const sequence = required(value => {
  if (!isSequence(value))
    throw new ExpressionError(`argument must be a list or tuple, not ${describe(value)}`);
  return value;
});

export const object = required((value): ObjectValue => {
  if (!isObject(value)) throw new ExpressionError(`argument must be a map or object, not ${describe(value)}`);
  return value;
});

/** A list of strings, of which any may be null. */
export const strings = required(value =>
  collection(value, 'list', 'string').map(text => (text === null ? null : toText(text))),
);
export const bools = required(value =>
  collection(value, 'list', 'bool').map(flag => (flag === null ? null : toBool(flag))),
);
/** `list(any)`: all elements converted to their one type. */
export const list = required(value => asSequence(convert(value, { kind: 'list', element: 'any' })));

function collection(value: Value, kind: 'list', element: 'string' | 'bool'): readonly Value[] {
  return asSequence(convert(value, { kind, element }));
}

function asSequence(value: Value): readonly Value[] {
  return elementsOf(value) ?? [];
}
