/** Terraform's automatic conversions: numbers and bools to strings and back, tuples to lists, objects to maps. */

import { numberText, parseNumber } from './decimal.ts';
import { ExpressionError } from './errors.ts';
import { type Attribute, describeType, type Type } from './type.ts';
import { unify } from './unify.ts';
import {
  attributeOf,
  elementsOf,
  entriesOf,
  isObject,
  isSequence,
  list,
  map,
  type ObjectValue,
  set,
  typeOf,
  type Value,
} from './value.ts';

/**
 * The value as `type` has it: undeclared attributes of an object dropped, a set without repetitions.
 * Null is a value of every type.
 * @throws ExpressionError with the path, as `attribute "b": element 1: number required`
 */
export function convert(value: Value, type: Type): Value {
  if (value === null || type === 'any') return value;
  if (type === 'string') return toText(value);
  if (type === 'number') return toNumber(value);
  if (type === 'bool') return toBool(value);
  if (type.kind === 'object') return toObject(value, type.attributes);
  if (type.kind === 'tuple') return toTuple(value, type.elements);
  return toCollection(value, type.kind, type.element);
}

/** @throws ExpressionError `string required`, for anything but a primitive; also for null */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  throw new ExpressionError('string required');
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new ExpressionError('number required');
  const number = parseNumber(value);
  if (number === undefined) throw new ExpressionError('a number is required');
  return number;
}

const bools: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

export function toBool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') throw new ExpressionError('bool required');
  const bool = Object.hasOwn(bools, value) ? bools[value] : undefined;
  if (bool === undefined) throw new ExpressionError('a bool is required');
  return bool;
}

function toCollection(value: Value, kind: 'list' | 'set' | 'map', declared: Type): Value {
  const keyed =
    kind === 'map' ? objectEntries(value) : elementsOf(value)?.map((item, i) => [i, item] as const);
  if (keyed === undefined) throw new ExpressionError(`${describeType({ kind, element: declared })} required`);
  // `list(any)` is a list of whatever one type its elements have
  const element = declared === 'any' ? unify(keyed.map(([, item]) => typeOf(item))) : declared;
  if (element === undefined) throw new ExpressionError(`all ${kind} elements must have the same type`);
  const items = keyed.map(([key, item]) =>
    inPath(`element ${JSON.stringify(key)}`, () => convert(item, element)),
  );
  if (kind === 'list') return list(items, element);
  if (kind === 'set') return set(items, element);
  return map(
    items.map((item, index) => [String(keyed[index]?.[0]), item] as const),
    element,
  );
}

function objectEntries(value: Value): [string, Value][] | undefined {
  return isObject(value) ? entriesOf(value) : undefined;
}

function toTuple(value: Value, elements: readonly Type[]): readonly Value[] {
  const type = typeOf(value);
  const isTuple = typeof type !== 'string' && type.kind === 'tuple';
  if (!isSequence(value) || !isTuple || value.length !== elements.length)
    throw new ExpressionError('tuple required');
  return value.map((item, index) =>
    inPath(`element ${index}`, () => convert(item, elements[index] ?? 'any')),
  );
}

/** `"a" and "b"`, `"a", "b", and "c"` */
const conjunction = new Intl.ListFormat('en', { type: 'conjunction' });

function toObject(value: Value, attributes: Readonly<Record<string, Attribute>>): ObjectValue {
  if (!isObject(value)) throw new ExpressionError('object required');
  const missing = Object.keys(attributes)
    .filter(name => !attributes[name]?.optional && attributeOf(value, name) === undefined)
    .sort()
    .map(name => JSON.stringify(name));
  if (missing.length === 1) throw new ExpressionError(`attribute ${missing[0]} is required`);
  if (missing.length > 1) throw new ExpressionError(`attributes ${conjunction.format(missing)} are required`);
  const converted = Object.entries(attributes).map(([name, { type }]) => {
    const item = attributeOf(value, name) ?? null;
    return [name, inPath(`attribute ${JSON.stringify(name)}`, () => convert(item, type))] as const;
  });
  return Object.fromEntries(converted);
}

function inPath<T>(step: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new ExpressionError(`${step}: ${error.message}`, { cause: error });
    throw error;
  }
}
