/** User attributes: which may be written, and how they look to the API, to a client and to a trigger. */

import type { SchemaAttribute, UserPool, UserPoolClient } from '../deployment.ts';
import { invalidParameter, notAuthorized } from './errors.ts';
import type { Attribute } from './fields.ts';
import { nonconforming, requireConforming, schemaOf } from './schema.ts';
import type { User } from './users.ts';

/** What only an administrator, or a code that arrived, may set. */
const verifications: readonly string[] = ['email_verified', 'phone_number_verified'];

/**
 * Checks attributes that are to be written; an empty value deletes one, and has no format.
 * @param writer the client that a user writes through, or an administrator
 * @param occasion only a new user may get an attribute that is not mutable
 * @throws InvalidParameterException, NotAuthorizedException
 */
export function writableAttributes(
  pool: UserPool,
  attributes: readonly Attribute[] = [],
  writer: UserPoolClient | 'administrator',
  occasion: 'create' | 'update',
): Record<string, string> {
  const schema = schemaOf(pool);
  for (const { Name, Value } of attributes) {
    if (Name === 'sub') throw cannotBeUpdated(Name);
    const attribute = schema.get(Name);
    // AWS's wording differs by operation and year (public reports); this is SignUp's.
    if (!attribute) throw nonconforming(`${Name}: Attribute does not exist in the schema.`);
    if (writer !== 'administrator' && !mayWrite(writer, attribute))
      throw notAuthorized('A client attempted to write unauthorized attribute');
    if (occasion === 'update' && !attribute.mutable) throw cannotBeUpdated(Name);
    if (Value !== '') requireConforming(attribute, Value);
  }
  return Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]));
}

const cannotBeUpdated = (name: string) => invalidParameter(`user.${name}: Attribute cannot be updated.`);

/**
 * "All app clients can write user pool required attributes"; without a list a client may write everything but what
 * AWS credentials are needed for.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
function mayWrite({ writeAttributes }: UserPoolClient, attribute: SchemaAttribute): boolean {
  const { name, developerOnly, required } = attribute;
  if (developerOnly || verifications.includes(name)) return false;
  return required || listsAttribute(writeAttributes, name);
}

/** The standard claims without email, phone_number, sub and address. */
const profileScope = new Set(
  'name family_name given_name middle_name nickname preferred_username profile picture website gender birthdate zoneinfo locale'.split(
    ' ',
  ),
);

const listsAttribute = (list: readonly string[] | undefined, name: string): boolean =>
  !list || list.includes(name) || (list.includes('oidc:profile') && profileScope.has(name));

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
  attributeList(user).filter(({ Name }) => Name === 'sub' || listsAttribute(client.readAttributes, Name));

/** `userAttributes` of a trigger's event. */
export const eventAttributes = (user: User): Record<string, string> => ({
  sub: user.sub,
  'cognito:user_status': user.status,
  ...user.attributes,
});
