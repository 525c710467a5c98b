/** Creating a user: which name it gets, and that nobody else signs in with it. */

import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-service.ts';
import type { UserPool } from '../deployment.ts';
import type { Context } from './context.ts';
import { invalidParameter } from './errors.ts';
import { verifierOf } from './passwords.ts';
import { isEmail, isPhoneNumber } from './schema.ts';
import type { User } from './users.ts';

/**
 * In a pool whose users sign in with an e-mail address or a phone number, Username is that address, and the
 * user name is the `sub`.
 * @throws InvalidParameterException, UsernameExistsException
 */
export function newUser(
  context: Context,
  options: {
    username: string;
    password: string;
    attributes: Readonly<Record<string, string>>;
    status: User['status'];
    /** AWS words it differently in SignUp and in AdminCreateUser. */
    existsMessage: string;
  },
): User {
  const { username, password, attributes, status, existsMessage } = options;
  const { userPool } = context.deployment;
  const address = signInAddress(userPool, username);
  if (context.users.find(username)) {
    const message = address ? `An account with the given ${address} already exists.` : existsMessage;
    throw new AwsError('UsernameExistsException', message);
  }
  const sub = randomUUID();
  const name = address ? sub : username;
  const now = context.now();
  return {
    name,
    sub,
    attributes: written(address ? { ...attributes, [address]: username } : attributes),
    status,
    enabled: true,
    password: verifierOf(userPool.id, name, password),
    passwordSetAt: now,
    earlierPasswords: [],
    createdAt: now,
    modifiedAt: now,
    codes: {},
  };
}

/**
 * Adds a user whose name was free when it was made: another may have come while a trigger ran.
 * @throws UsernameExistsException, AliasExistsException
 */
export function addUser(context: Context, user: User, existsMessage: string, force = false): void {
  if (context.users.find(user.name)) throw new AwsError('UsernameExistsException', existsMessage);
  claimAliases(context, user, force);
  context.users.add(user);
}

/** An empty value is none. */
const written = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));

/** The attribute that Username is, in a pool with username attributes. */
function signInAddress(
  { usernameAttributes, aliasAttributes }: UserPool,
  username: string,
): string | undefined {
  const formats = { email: isEmail(username), phone_number: isPhoneNumber(username) };
  const email = usernameAttributes.includes('email');
  const phone = usernameAttributes.includes('phone_number');
  if (!email && !phone) {
    // A name in the form of an alias could be another user's alias.
    if (formats.email && aliasAttributes.includes('email')) throw takenFormat('email format', 'email alias');
    if (formats.phone_number && aliasAttributes.includes('phone_number'))
      throw takenFormat('phone number format', 'phone number alias');
    return undefined;
  }
  if (email && formats.email) return 'email';
  if (phone && formats.phone_number) return 'phone_number';
  const expected =
    email && phone ? 'either an email or a phone number' : email ? 'an email' : 'a phone number';
  throw invalidParameter(`Username should be ${expected}.`);
}

const takenFormat = (format: string, alias: string) =>
  invalidParameter(`Username cannot be of ${format}, since user pool is configured for ${alias}.`);

/**
 * Makes sure that the user's sign-in addresses are nobody else's. `force` takes a verified one away from the
 * user who has it (ForceAliasCreation).
 * @throws AliasExistsException
 */
export function claimAliases(context: Context, user: User, force = false): void {
  const { usernameAttributes, aliasAttributes } = context.deployment.userPool;
  for (const attribute of [...usernameAttributes, ...aliasAttributes]) {
    const value = user.attributes[attribute];
    const verified = aliasAttributes.includes(attribute) && attribute !== 'preferred_username';
    if (!value || (verified && user.attributes[`${attribute}_verified`] !== 'true')) continue;
    const owner = context.users.aliasOwner(attribute, value, user.name);
    if (!owner) continue;
    if (!force || !verified)
      throw new AwsError('AliasExistsException', `An account with the ${attribute} already exists.`);
    context.users.update(owner, { attributes: { ...owner.attributes, [`${attribute}_verified`]: 'false' } });
  }
}
