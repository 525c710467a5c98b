/** Passwords: Cognito's default policy, temporary passwords, and the verifier that is kept instead. */

import { randomBytes, randomInt } from 'node:crypto';
import { AwsError } from '../aws-service.ts';
import { makeVerifier, type PasswordVerifier } from './srp.ts';

/** What Cognito asks of a password in a pool without a policy of its own; the deployment does not carry one. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^.{8,}$/su, 'Password not long enough'],
  [/[A-Z]/, 'Password must have uppercase characters'],
  [/[a-z]/, 'Password must have lowercase characters'],
  [/[0-9]/, 'Password must have numeric characters'],
  // The characters that Cognito counts as symbols; a space counts inside the password.
  [/[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S \S/, 'Password must have symbol characters'],
];

/** @throws InvalidPasswordException */
export function checkPassword(password: string): void {
  const broken = rules.find(([rule]) => !rule.test(password));
  if (broken)
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${broken[1]}`);
}

/** A password that the policy accepts, for users whom an administrator creates without one. */
export function temporaryPassword(): string {
  const pick = (characters: string) => characters.charAt(randomInt(characters.length));
  const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  const lower = 'abcdefghijkmnopqrstuvwxyz';
  const rest = Array.from({ length: 8 }, () => pick(upper + lower));
  return [pick(upper), pick(lower), ...rest, pick('23456789'), pick('!@#%')].join('');
}

export const poolName = (userPoolId: string): string => userPoolId.slice(userPoolId.indexOf('_') + 1);

export const verifierOf = (userPoolId: string, userName: string, password: string): PasswordVerifier =>
  makeVerifier(poolName(userPoolId), userName, password, BigInt(`0x${randomBytes(16).toString('hex')}`));
