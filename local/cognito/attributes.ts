/** User attributes: which may be written, and how they look to the API, to a client and to a trigger. */

import type { UserPoolClient } from '../deployment.ts';
import { invalidParameter, notAuthorized } from './errors.ts';
import type { Attribute } from './fields.ts';
import type { User } from './users.ts';

/** The standard attributes (OpenID Connect Core, 5.1), besides `sub`. */
const standard = new Set([
  'address',
  'birthdate',
  'email',
  'email_verified',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'phone_number_verified',
  'picture',
  'preferred_username',
  'profile',
  'updated_at',
  'website',
  'zoneinfo',
]);
/** What only an administrator, or a code that arrived, may set. */
const verifications: readonly string[] = ['email_verified', 'phone_number_verified'];

/**
 * Checks attributes that are to be written. The deployment does not carry the pool's schema, so any `custom:`
 * and `dev:custom:` attribute passes.
 */
export function writableAttributes(
  attributes: readonly Attribute[] = [],
  writer: 'user' | 'administrator',
): Record<string, string> {
  for (const { Name, Value } of attributes) {
    if (Name === 'sub') throw invalidParameter('user.sub: Attribute cannot be updated.');
    if (!standard.has(Name) && !/^(dev:)?custom:./.test(Name))
      throw invalidParameter(
        `Attributes did not conform to the schema: ${Name}: Attribute does not exist in the schema.`,
      );
    if (writer === 'user' && verifications.includes(Name))
      throw notAuthorized('A client attempted to write unauthorized attribute');
    if (Name === 'email' && !isEmail(Value)) throw invalidParameter('Invalid email address format.');
    if (Name === 'phone_number' && !isPhoneNumber(Value))
      throw invalidParameter('Invalid phone number format.');
  }
  return Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]));
}

export const isEmail = (value: string): boolean => /^[^\s@]+@[^\s@]+$/.test(value);
/** E.164 */
export const isPhoneNumber = (value: string): boolean => /^\+\d{1,15}$/.test(value);

/** Changing an address makes it unverified, unless the same call says otherwise. */
export function changedAttributes(
  user: User,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  const result = { ...user.attributes, ...changes };
  for (const address of ['email', 'phone_number']) {
    const verified = `${address}_verified`;
    const changed = address in changes && changes[address] !== user.attributes[address];
    if (changed && !(verified in changes)) result[verified] = 'false';
  }
  // An empty value deletes the attribute.
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== ''));
}

export const attributeList = (user: User): Attribute[] =>
  Object.entries({ sub: user.sub, ...user.attributes }).map(([Name, Value]) => ({ Name, Value }));

/** What the app client may read; `sub` always. */
export const readableAttributes = (user: User, client: UserPoolClient): Attribute[] =>
  attributeList(user).filter(
    ({ Name }) => Name === 'sub' || !client.readAttributes || client.readAttributes.includes(Name),
  );

/** `userAttributes` of a trigger's event. */
export const eventAttributes = (user: User): Record<string, string> => ({
  sub: user.sub,
  'cognito:user_status': user.status,
  ...user.attributes,
});
