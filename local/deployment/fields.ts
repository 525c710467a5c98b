/** Reads arguments with the types that the provider's schema gives them; this program has no own schema. */

import { convert, toBool, toNumber, toText } from '../terraform/convert.ts';
import { ExpressionError, within } from '../terraform/errors.ts';
import { attributeOf, elementsOf, isObject, type ObjectValue, type Value } from '../terraform/value.ts';

/** Each reader throws ConfigurationError with the address and the argument's name. */
export interface Fields {
  /** The names of what has a value; nothing, and an empty list or block, is none. */
  readonly given: readonly string[];
  readonly text: (name: string) => string;
  readonly optionalText: (name: string) => string | undefined;
  readonly optionalNumber: (name: string) => number | undefined;
  readonly optionalBool: (name: string) => boolean | undefined;
  /** A list or set of strings; empty when it is left out. */
  readonly texts: (name: string) => string[];
  /** A map of strings; nulls are left out, as providers do. */
  readonly textMap: (name: string) => Record<string, string>;
  /** Nested blocks: JSON has one as an object, several as a list. */
  readonly blocks: (name: string) => Fields[];
}

/** @param address for messages */
export function fieldsOf(values: ObjectValue, address: string): Fields {
  const read = <T>(name: string, reader: (value: Value) => T): T | undefined => {
    const value = attributeOf(values, name) ?? null;
    return value === null ? undefined : within(`${address}.${name}`, () => reader(value));
  };
  const optionalText = (name: string): string | undefined => read(name, toText);
  return {
    given: Object.keys(values).filter(name => !isEmpty(attributeOf(values, name) ?? null)),
    text: name => optionalText(name) ?? required(`${address}.${name}`),
    optionalText,
    optionalNumber: name => read(name, toNumber),
    optionalBool: name => read(name, toBool),
    texts: name => read(name, value => texts(value)) ?? [],
    textMap: name => read(name, textMap) ?? {},
    blocks: name =>
      (read(name, blocks) ?? []).map((block, index) => fieldsOf(block, `${address}.${name}[${index}]`)),
  };
}

const isEmpty = (value: Value): boolean => value === null || value === '' || elementsOf(value)?.length === 0;

function required(argument: string): never {
  return within(argument, () => {
    throw new ExpressionError('a value is required');
  });
}

const texts = (value: Value): string[] =>
  (elementsOf(convert(value, { kind: 'list', element: 'string' })) ?? []).flatMap(item =>
    item === null ? [] : [toText(item)],
  );

function textMap(value: Value): Record<string, string> {
  const converted = convert(value, { kind: 'map', element: 'string' });
  const entries = isObject(converted) ? Object.entries(converted) : [];
  return Object.fromEntries(
    entries.flatMap(([name, item]) => (item === null ? [] : [[name, toText(item)] as const])),
  );
}

function blocks(value: Value): ObjectValue[] {
  const items = elementsOf(value) ?? [value];
  return items.flatMap(item => {
    if (item === null) return [];
    if (!isObject(item)) throw new ExpressionError('a block must be an object, or a list of objects');
    return [item];
  });
}
