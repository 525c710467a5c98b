/** `value.name` and `value[key]`. */

import { toNumber, toText } from '../convert.ts';
import { ExpressionError } from '../errors.ts';
import { attributeOf, isObject, isSequence, isSet, typeOf, type Value } from '../value.ts';

/** @param text the reference as written, for the message */
export function attribute(value: Value, name: string, text: string): Value {
  if (value === null) throw problem('This value is null, so it does not have any attributes', text);
  if (!isObject(value)) throw problem('This value does not have any attributes', text);
  const found = attributeOf(value, name);
  if (found !== undefined) return found;
  const type = typeOf(value);
  const isMap = typeof type !== 'string' && type.kind === 'map';
  throw problem(
    isMap
      ? `This map does not have an element with the key ${JSON.stringify(name)}`
      : `This object does not have an attribute named ${JSON.stringify(name)}`,
    text,
  );
}

export function element(value: Value, key: Value, text: string): Value {
  if (value === null) throw problem('This value is null, so it does not have any indices', text);
  if (isSet(value)) throw problem('Elements of a set have no index', text);
  if (!isObject(value) && !isSequence(value)) throw problem('This value does not have any indices', text);
  if (key === null) throw problem("Can't use a null value as an indexing key", text);
  const found = isObject(value) ? attributeOf(value, toText(key)) : value[wholeIndex(key, text)];
  if (found !== undefined) return found;
  throw problem('The given key does not identify an element in this collection value', text);
}

function wholeIndex(key: Value, text: string): number {
  const index = toNumber(key);
  if (Number.isInteger(index) && index >= 0) return index;
  throw problem('The given key does not identify an element: the index must be a whole number from 0', text);
}

function problem(message: string, text: string): ExpressionError {
  return new ExpressionError(`${message} (in ${text})`);
}
