/**
 * Terraform's values as plain data: what JSON has, and a `Set` for a set.
 *
 * Terraform distinguishes a list from a tuple and a map from an object: `[] == tolist([])` is false. That is kept beside
 * the value: arrays and objects made by `list` and `map` have a known element type, all others are what they hold.
 * Numbers are IEEE doubles; an integer that a double cannot hold is refused (see `decimal.ts`), never rounded.
 */

import { describeType, sameType, type Type } from './type.ts';

export type Value = null | boolean | number | string | readonly Value[] | ReadonlySet<Value> | ObjectValue;

export interface ObjectValue {
  readonly [name: string]: Value;
}

const elementTypes = new WeakMap<object, Type>();

export function list(elements: Iterable<Value>, element: Type): readonly Value[] {
  const made = Object.freeze([...elements]);
  elementTypes.set(made, element);
  return made;
}

export function map(entries: Iterable<readonly [string, Value]>, element: Type): ObjectValue {
  const made = Object.freeze(Object.fromEntries(entries));
  elementTypes.set(made, element);
  return made;
}

/** A set: each element once, in the order in which Terraform goes through it. */
export function set(elements: Iterable<Value>, element: Type): ReadonlySet<Value> {
  const distinct: Value[] = [];
  for (const value of elements) if (!distinct.some(known => equal(known, value))) distinct.push(value);
  const made = new Set(distinct.sort(compareElements));
  elementTypes.set(made, element);
  return made;
}

export const isSequence = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isSet = (value: Value): value is ReadonlySet<Value> => value instanceof Set;
export const isObject = (value: Value): value is ObjectValue =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Set);

/** The elements of a list, tuple or set; undefined for anything else. */
export function elementsOf(value: Value): readonly Value[] | undefined {
  if (isSequence(value)) return value;
  return isSet(value) ? [...value] : undefined;
}

/** An object's or map's entries in Terraform's order: by key, as bytes. */
export function entriesOf(value: ObjectValue): [string, Value][] {
  return Object.entries(value).sort(([a], [b]) => compareText(a, b));
}

/** An own attribute; undefined when there is none, so that `constructor` is not found on `{}`. */
export function attributeOf(value: ObjectValue, name: string): Value | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

export function typeOf(value: Value): Type {
  if (value === null) return 'any';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  const element = elementTypes.get(value);
  if (isSet(value)) return { kind: 'set', element: element ?? 'any' };
  if (isSequence(value)) {
    return element === undefined ? { kind: 'tuple', elements: value.map(typeOf) } : { kind: 'list', element };
  }
  if (element !== undefined) return { kind: 'map', element };
  const attributes = Object.entries(value).map(([name, item]) => [name, { type: typeOf(item) }] as const);
  return { kind: 'object', attributes: Object.fromEntries(attributes) };
}

/** The type's name for an error message. */
export const describe = (value: Value): string => (value === null ? 'null' : describeType(typeOf(value)));

/** Terraform's `==`: false for values of different types, without converting either. */
export function equal(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  return sameType(typeOf(left), typeOf(right)) && sameContent(left, right);
}

function sameContent(left: Value, right: Value): boolean {
  const [a, b] = [elementsOf(left), elementsOf(right)];
  if (a !== undefined && b !== undefined) {
    return a.length === b.length && a.every((item, index) => sameContent(item, b[index] ?? null));
  }
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every(name => Object.hasOwn(right, name) && sameContent(left[name] ?? null, right[name] ?? null))
    );
  }
  return left === right;
}

/** By UTF-8 bytes, as Go compares strings; JavaScript's `<` goes by UTF-16 units. */
export function compareText(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Primitives by value, nulls last; anything larger by its text, which is all that Terraform's order promises. */
function compareElements(left: Value, right: Value): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  return compareText(sortKey(left), sortKey(right));
}

function sortKey(value: Value): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, item: Value) =>
    isSet(item) ? [...item] : isObject(item) ? Object.fromEntries(entriesOf(item)) : item,
  );
}
