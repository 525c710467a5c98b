/** The pool's schema: which attributes there are, and which values they take. */

import type { SchemaAttribute, UserPool } from '../deployment.ts';
import { STANDARD_ATTRIBUTES } from '../standard-attributes.ts';
import { invalidParameter } from './errors.ts';

/** By name: the standard attributes with the pool's own rules for them, and the custom ones. */
export function schemaOf({ schema }: Pick<UserPool, 'schema'>): ReadonlyMap<string, SchemaAttribute> {
  const all = new Map(STANDARD_ATTRIBUTES.map(attribute => [attribute.name, attribute]));
  for (const attribute of schema) all.set(attribute.name, { ...all.get(attribute.name), ...attribute });
  return all;
}

/** @throws InvalidParameterException that names each required attribute without a value; `sub` is Cognito's */
export function requireRequired(pool: UserPool, attributes: Readonly<Record<string, string>>): void {
  const missing = [...schemaOf(pool).values()]
    .filter(({ name, required }) => required && name !== 'sub' && !attributes[name])
    .map(({ name }) => `${name}: The attribute is required`);
  if (missing.length > 0) throw nonconforming(missing.join('\n'));
}

export const nonconforming = (problem: string) =>
  invalidParameter(`Attributes did not conform to the schema: ${problem}`);

export const isEmail = (value: string): boolean => /^[^\s@]+@[^\s@]+$/.test(value);
/** E.164 */
export const isPhoneNumber = (value: string): boolean => /^\+\d{1,15}$/.test(value);

/** What an attribute's format adds to its type. */
const formats: Readonly<Record<string, (value: string) => boolean>> = {
  email: isEmail,
  phone_number: isPhoneNumber,
  birthdate: value => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
};
const formatMessages: Readonly<Record<string, string>> = {
  email: 'Invalid email address format.',
  phone_number: 'Invalid phone number format.',
};

/** @throws InvalidParameterException; AWS's texts are public for e-mail and phone only, the others are (unverified) */
export function requireConforming(attribute: SchemaAttribute, value: string): void {
  const { name } = attribute;
  if (formats[name]?.(value) === false)
    throw invalidParameter(formatMessages[name] ?? `Invalid ${name} format.`);
  const problem = problemOf(attribute, value);
  if (problem) throw nonconforming(`${name}: ${problem}`);
}

function problemOf({ type, minimum, maximum }: SchemaAttribute, value: string): string | undefined {
  const outside = (size: number) =>
    (minimum !== undefined && size < minimum) || (maximum !== undefined && size > maximum);
  const range = `${minimum ?? ''} to ${maximum ?? ''}`;
  switch (type) {
    case 'String':
      return outside([...value].length) ? `The length must be ${range}` : undefined;
    case 'Number':
      if (!/^-?\d+(\.\d+)?$/.test(value)) return 'The value must be a number';
      return outside(Number(value)) ? `The value must be ${range}` : undefined;
    case 'Boolean':
      // Python's str(True) was seen in pools (amplify-js#5834): any case passes, and stays as it came.
      return /^(true|false)$/i.test(value) ? undefined : 'The value must be true or false';
    case 'DateTime':
      return Number.isNaN(Date.parse(value)) ? 'The value must be a date' : undefined;
  }
}
