/** Functions of lists, maps and sets. What kind of collection they return follows Terraform: see its `type()`. */

import { convert } from '../convert.ts';
import { ExpressionError } from '../errors.ts';
import { sameType, type Type } from '../type.ts';
import { unify } from '../unify.ts';
import {
  attributeOf,
  elementsOf,
  entriesOf,
  equal,
  isObject,
  list,
  map,
  type ObjectValue,
  typeOf,
  type Value,
} from '../value.ts';
import { graphemes } from './graphemes.ts';
import {
  anything,
  elements,
  fn,
  integer,
  list as listOfAny,
  nullable,
  object,
  sequence,
  variadic,
} from './signature.ts';

/** The declared element type of a list, set or map; undefined for a tuple or object. */
function elementType(value: Value): Type | undefined {
  const type = typeOf(value);
  return typeof type === 'string' || !('element' in type) ? undefined : type.element;
}

/** `items` as the same kind of thing as `model`: a list for a list or set, a tuple for a tuple. */
function like(model: Value, items: readonly Value[]): Value {
  const type = elementType(model);
  return type === undefined ? items : list(items, type);
}

function length(value: Value): number {
  if (typeof value === 'string') return graphemes(value).length;
  const items = elementsOf(value) ?? (isObject(value) ? Object.keys(value) : undefined);
  if (items === undefined) throw new ExpressionError('argument must be a string, a collection or an object');
  return items.length;
}

function keys(value: ObjectValue): Value {
  const names = entriesOf(value).map(([name]) => name);
  return elementType(value) === undefined ? names : list(names, 'string');
}

function lookup([fallback]: readonly Value[], from: ObjectValue, key: Value): Value {
  const name = String(convert(key, 'string'));
  const found = attributeOf(from, name);
  if (found !== undefined) return found;
  if (fallback === undefined)
    throw new ExpressionError(`there is no element with the key ${JSON.stringify(name)}`);
  return convert(fallback, elementType(from) ?? 'any');
}

/** Later arguments win; nulls are skipped. Maps of one type stay a map, anything else becomes an object. */
function merge(values: readonly Value[]): Value {
  const sources = values.filter(value => value !== null).map(object);
  const [first] = sources;
  const entries = sources.flatMap(entriesOf);
  const type = first === undefined ? undefined : elementType(first);
  const isMap =
    type !== undefined && sources.every(source => sameType(typeOf(source), typeOf(first ?? null)));
  return isMap ? map(entries, type) : Object.fromEntries(entries);
}

function concat(sequences: readonly (readonly Value[])[]): Value {
  const items = sequences.flat();
  const types = sequences.map(elementType);
  const common = unify(types.map(type => type ?? 'any'));
  const onlyLists = types.every(type => type !== undefined);
  return onlyLists && common !== undefined ? convert(items, { kind: 'list', element: common }) : items;
}

function flatten(items: readonly Value[]): Value[] {
  return items.flatMap(item => {
    const inner = elementsOf(item);
    return inner === undefined ? [item] : flatten(inner);
  });
}

/** The first value that is neither null nor an empty string, as the type that all of them share. */
function coalesce(values: readonly Value[]): Value {
  const type = unify(values.map(typeOf));
  if (type === undefined) throw new ExpressionError('all arguments must have the same type');
  const found = values.find(value => value !== null && value !== '');
  if (found === undefined) throw new ExpressionError('no non-null, non-empty-string arguments');
  return convert(found, values.includes(null) ? 'any' : type);
}

const distinct = (items: readonly Value[]): Value =>
  like(
    items,
    items.filter((item, index) => !items.slice(0, index).some(known => equal(known, item))),
  );

function one(items: readonly Value[]): Value {
  if (items.length > 1)
    throw new ExpressionError('must be a list, set, or tuple with either zero or one elements');
  return items[0] ?? null;
}

function slice(items: readonly Value[], start: number, end: number): Value {
  if (start < 0) throw new ExpressionError('start index must not be less than zero');
  if (end > items.length)
    throw new ExpressionError('end index must not be greater than the length of the list');
  if (start > end) throw new ExpressionError('start index must not be greater than end index');
  return like(items, items.slice(start, end));
}

export const collectionFunctions = {
  length: fn([anything], length),
  keys: fn([object], keys),
  values: fn([object], value =>
    like(
      value,
      entriesOf(value).map(([, item]) => item),
    ),
  ),
  lookup: variadic([object, anything], nullable, lookup, { most: 1 }),
  merge: variadic([], nullable, merge),
  concat: variadic([], sequence, concat, { least: 1 }),
  flatten: fn([elements], flatten),
  contains: fn([elements, anything], (items, wanted) => items.some(item => equal(item, wanted))),
  distinct: fn([listOfAny], distinct),
  coalesce: variadic([], nullable, coalesce, { least: 1 }),
  one: fn([elements], one),
  slice: fn([sequence, integer, integer], slice),
};
