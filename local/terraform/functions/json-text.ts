/** `jsonencode`. */

import { numberText } from '../decimal.ts';
import { entriesOf, isObject, isSet, type Value } from '../value.ts';
import { fn, nullable } from './signature.ts';

/** Go also escapes these where JSON does not require it, so that the text is safe in HTML. */
const escaped = /[<>&\u2028\u2029]/g;

const quote = (text: string): string =>
  JSON.stringify(text).replace(escaped, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A value as Terraform writes it: keys sorted, no blanks, numbers without an exponent, sets as lists. */
export function jsonText(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return quote(value);
  if (!isObject(value)) return `[${(isSet(value) ? [...value] : value).map(jsonText).join(',')}]`;
  return `{${entriesOf(value)
    .map(([name, item]) => `${quote(name)}:${jsonText(item)}`)
    .join(',')}}`;
}

export const jsonFunctions = {
  jsonencode: fn([nullable], jsonText),
};
