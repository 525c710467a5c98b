/** The codes that Cognito sends: to confirm a sign-up, to set a forgotten password, to verify an address. */

import { randomInt } from 'node:crypto';
import { AwsError } from '../aws-service.ts';
import type { Context } from './context.ts';
import type { CodePurpose, SentCode, User } from './users.ts';

const hour = 3_600_000;
/** Developer Guide, "Signing up and confirming user accounts" and "Password reset and recovery". */
const lifetimesMs: Readonly<Record<CodePurpose, number>> = {
  signUp: 24 * hour,
  email: 24 * hour,
  phone_number: 24 * hour,
  recovery: hour,
};

/** A new code in place of an earlier one for the same purpose. */
export function rememberCode(
  { users, now }: Context,
  user: User,
  purpose: CodePurpose,
  about: Pick<SentCode, 'attribute' | 'value'>,
): { user: User; code: string } {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const sent: SentCode = {
    ...about,
    code,
    expiresAt: now() + lifetimesMs[purpose],
  };
  return { code, user: users.update(user, { codes: { ...user.codes, [purpose]: sent } }) };
}

/**
 * The code that was sent, if it is the given one.
 * @throws ExpiredCodeException, CodeMismatchException; how many are tried is a matter of quotas
 */
export function checkCode({ now }: Context, user: User, purpose: CodePurpose, given: string): SentCode {
  const sent = user.codes[purpose];
  if (!sent || now() >= sent.expiresAt) throw expiredCode();
  if (sent.code !== given) throw codeMismatch();
  return sent;
}

/** The codes of a user without the one that was used. */
export function codesWithout(user: User, purpose: CodePurpose): User['codes'] {
  const { [purpose]: _, ...rest } = user.codes;
  return rest;
}

export const expiredCode = (): AwsError =>
  new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');

export const codeMismatch = (): AwsError =>
  new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
