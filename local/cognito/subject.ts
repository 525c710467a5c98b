/** Who signs in: a user, or a stand-in if the client must not learn that the user does not exist. */

import { createHmac, hkdfSync } from 'node:crypto';
import { AwsError } from '../aws-service.ts';
import type { UserPoolClient } from '../deployment.ts';
import { eventAttributes } from './attributes.ts';
import type { Context } from './context.ts';
import { incorrectCredentials, notAuthorized, userNotFound } from './errors.ts';
import { fakeVerifier, type PasswordVerifier } from './srp.ts';
import type { User } from './users.ts';

export interface Subject {
  /** As typed. */
  readonly signInName: string;
  /** The real user name, or a made-up one. */
  readonly userName: string;
  /** Absent for an unknown user. */
  readonly user?: User;
  readonly password: PasswordVerifier;
  /** The part of every trigger's request that says who it is. */
  readonly request: { userAttributes: Record<string, string>; userNotFound?: boolean };
}

/**
 * @throws UserNotFoundException for an unknown user, unless the client prevents user existence errors; that
 * setting is about users who do not exist, so a disabled or unconfirmed one is named as such with it, too
 * (Developer Guide, "Managing user existence error responses").
 */
export function identify(context: Context, client: UserPoolClient, signInName: string): Subject {
  const user = context.users.find(signInName);
  if (!user) return unknownSubject(context, client, signInName);
  requireActive(user);
  return subjectOf(user, client, signInName);
}

/** The same subject in a later call: a user may be gone or disabled by now, a made-up one never becomes real. */
export function identifyAgain(
  context: Context,
  client: UserPoolClient,
  { signInName, userName, sub }: { signInName: string; userName: string; sub?: string | undefined },
): Subject {
  if (sub === undefined) return unknownSubject(context, client, signInName);
  const user = context.users.find(userName);
  if (user?.sub !== sub) throw hidesUsers(client) ? incorrectCredentials() : userNotFound();
  requireActive(user);
  return subjectOf(user, client, signInName);
}

const hidesUsers = (client: UserPoolClient) => client.preventUserExistenceErrors === 'ENABLED';

const subjectOf = (user: User, client: UserPoolClient, signInName: string): Subject => ({
  signInName,
  userName: user.name,
  user,
  password: user.password,
  request: { userAttributes: eventAttributes(user), ...(hidesUsers(client) && { userNotFound: false }) },
});

/**
 * A user who does not exist: the same name always has the same UUID and salt, because otherwise a second try would show
 * otherwise (RFC 5054, 2.5.1.3), and no password fits.
 */
function unknownSubject(context: Context, client: UserPoolClient, signInName: string): Subject {
  if (!hidesUsers(client)) throw userNotFound();
  const { userPool } = context.deployment;
  const name = userPool.usernameCaseSensitive ? signInName : signInName.toLowerCase();
  const seed = createHmac('sha256', context.decoyKey).update(`${userPool.id}\0${name}`).digest();
  const derive = (label: string, bytes: number) => Buffer.from(hkdfSync('sha256', seed, '', label, bytes));
  const salt = BigInt(`0x${derive('salt', 16).toString('hex')}`);
  return {
    signInName,
    userName: uuidOf(derive('user name', 16)),
    password: fakeVerifier(salt, derive('verifier', 448)),
    request: { userAttributes: {}, userNotFound: true },
  };
}

/** 16 bytes as a UUID of version 4. */
function uuidOf(bytes: Buffer): string {
  const hex = [...bytes]
    .map((byte, index) => (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte))
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @throws NotAuthorizedException, UserNotConfirmedException */
export function requireActive(user: User): void {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED')
    throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
}
