import { passed, type SessionEntry } from '../event/session-entry.ts';

/**
 * What Cognito itself puts into the session of a custom flow, and what of it is passed over. No entry of it ever
 * stands for a step: it says that Cognito asked besides, and was answered. ADMIN_NO_SRP_AUTH is in AWS's lists too;
 * where it would stand, and what it says of the password, no source tells, so it is not passed over (unverified).
 */

/** In front of the device's own password, as SRP_A is in front of the user's. */
const DEVICE_SRP = 'DEVICE_SRP_AUTH';
const DEVICE_PASSWORD = 'DEVICE_PASSWORD_VERIFIER';

/**
 * A remembered device. Cognito asks for it when define has said tokens, once; whether define is called again then, or
 * whether it may come directly after the password, is not documented (unverified: both are taken).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
 */
export const DEVICE = [DEVICE_SRP, DEVICE_PASSWORD];

export const NEW_PASSWORD = 'NEW_PASSWORD_REQUIRED';

/**
 * What may stand directly after the password: a second factor, or the set-up of one, which Cognito asks for without
 * asking define; and a new password, which define has to ask for. Which of them comes first is not documented
 * (unverified: any order is taken).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html
 */
export const AFTER_PASSWORD = [
  NEW_PASSWORD,
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  ...DEVICE,
];

/**
 * Passes over passed entries that have one of the names, each name once.
 *
 * @param seen names that were passed over before; those of this call are added
 * @returns where the session goes on
 */
export function passOver(
  session: readonly SessionEntry[],
  at: number,
  names: readonly string[],
  seen: string[],
): number {
  const name = names.find(
    each =>
      passed(session[at], each) &&
      !seen.includes(each) &&
      (each !== DEVICE_PASSWORD || passed(session[at - 1], DEVICE_SRP)),
  );
  if (!name) return at;
  seen.push(name);
  return passOver(session, at + 1, names, seen);
}
