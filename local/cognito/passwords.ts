/** Passwords: the pool's policy, temporary ones, and the verifier that is kept instead. */

import { randomBytes, randomInt } from 'node:crypto';
import { AwsError } from '../aws-service.ts';
import type { PasswordPolicy, UserPool } from '../deployment.ts';
import type { Context } from './context.ts';
import { notAuthorized } from './errors.ts';
import { makeVerifier, type PasswordVerifier } from './srp.ts';
import type { User } from './users.ts';

type Rule = (password: string, policy: PasswordPolicy) => boolean;
const contains =
  (pattern: RegExp, asked: (policy: PasswordPolicy) => boolean): Rule =>
  (password, policy) =>
    !asked(policy) || pattern.test(password);

const rules: readonly (readonly [Rule, string])[] = [
  [(password, { minimumLength }) => [...password].length >= minimumLength, 'Password not long enough'],
  [contains(/[A-Z]/, policy => policy.requireUppercase), 'Password must have uppercase characters'],
  [contains(/[a-z]/, policy => policy.requireLowercase), 'Password must have lowercase characters'],
  [contains(/[0-9]/, policy => policy.requireNumbers), 'Password must have numeric characters'],
  // The characters that Cognito counts as symbols; a space counts inside the password.
  [
    contains(/[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S \S/, policy => policy.requireSymbols),
    'Password must have symbol characters',
  ],
];

/** @throws InvalidPasswordException */
export function checkPassword({ passwordPolicy }: Pick<UserPool, 'passwordPolicy'>, password: string): void {
  const broken = rules.find(([rule]) => !rule(password, passwordPolicy));
  if (broken)
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${broken[1]}`);
}

/** A password that any policy of this length accepts, for users whom an administrator creates without one. */
export function temporaryPassword({ minimumLength }: PasswordPolicy): string {
  const pick = (characters: string) => characters.charAt(randomInt(characters.length));
  const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  const lower = 'abcdefghijkmnopqrstuvwxyz';
  const rest = Array.from({ length: Math.max(8, minimumLength - 4) }, () => pick(upper + lower));
  return [pick(upper), pick(lower), ...rest, pick('23456789'), pick('!@#%')].join('');
}

/**
 * Gives an existing user another password, and ends the codes that were for the old one.
 * @throws InvalidPasswordException, PasswordHistoryPolicyViolationException
 */
export function setPassword(
  context: Context,
  user: User,
  password: string,
  status: 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD',
): User {
  const { id, passwordPolicy } = context.deployment.userPool;
  checkPassword({ passwordPolicy }, password);
  const last = [user.password, ...user.earlierPasswords].slice(0, passwordPolicy.historySize);
  if (last.some(verifier => fits(verifier, id, user.name, password)))
    // AWS's wording is not public (unverified).
    throw new AwsError('PasswordHistoryPolicyViolationException', 'Password has been used before.');
  const { signUp: _, recovery: __, ...codes } = user.codes;
  return context.users.update(user, {
    password: verifierOf(id, user.name, password),
    passwordSetAt: context.now(),
    earlierPasswords: [user.password, ...user.earlierPasswords].slice(0, longestHistory),
    status,
    codes,
  });
}

/** The current password counts: "a maximum total of 24". */
const longestHistory = 23;

export const isPassword = ({ deployment }: Context, user: User, password: string): boolean =>
  fits(user.password, deployment.userPool.id, user.name, password);

/** @throws NotAuthorizedException for a temporary password whose days are over (text from public reports) */
export function requireUnexpired({ deployment, now }: Context, user: User): void {
  const { temporaryPasswordValidityDays: days } = deployment.userPool.passwordPolicy;
  if (user.status === 'FORCE_CHANGE_PASSWORD' && now() >= user.passwordSetAt + days * 86_400_000)
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
}

export const poolName = (userPoolId: string): string => userPoolId.slice(userPoolId.indexOf('_') + 1);

export const verifierOf = (userPoolId: string, userName: string, password: string): PasswordVerifier =>
  makeVerifier(poolName(userPoolId), userName, password, BigInt(`0x${randomBytes(16).toString('hex')}`));

const fits = ({ salt, verifier }: PasswordVerifier, userPoolId: string, userName: string, password: string) =>
  makeVerifier(poolName(userPoolId), userName, password, salt).verifier === verifier;
