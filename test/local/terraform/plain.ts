import { describeType, type Type } from '../../../local/terraform/type.ts';
import { elementsOf, entriesOf, isObject, type Value } from '../../../local/terraform/value.ts';

/** A value as JSON has it: sets as lists, keys sorted. */
export function plain(value: Value): unknown {
  const elements = elementsOf(value);
  if (elements !== undefined) return elements.map(plain);
  return isObject(value)
    ? Object.fromEntries(entriesOf(value).map(([key, item]) => [key, plain(item)]))
    : value;
}

/** Like `sameType`, but an untyped null (`any` in `actual`) may stand for any type: JavaScript has one null. */
export function isType(actual: Type, expected: Type): boolean {
  if (actual === 'any' || typeof expected === 'string' || typeof actual === 'string') {
    return actual === 'any' || actual === expected;
  }
  if (actual.kind === 'tuple' && expected.kind === 'tuple') {
    const { elements } = expected;
    return (
      actual.elements.length === elements.length &&
      actual.elements.every((type, index) => isType(type, elements[index] ?? 'any'))
    );
  }
  if (actual.kind === 'object' && expected.kind === 'object') {
    const { attributes } = expected;
    return Object.entries(actual.attributes).every(([name, { type }]) =>
      isType(type, attributes[name]?.type ?? 'any'),
    );
  }
  if (!('element' in actual) || !('element' in expected))
    return describeType(actual) === describeType(expected);
  return actual.kind === expected.kind && isType(actual.element, expected.element);
}
