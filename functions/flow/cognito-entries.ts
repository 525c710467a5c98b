import { passed, type SessionEntry } from '../event/session-entry.ts';

/**
 * What Cognito itself puts into the session of a custom flow, and which of it is ignored. None of these entries ever
 * counts for a step: it says only that Cognito also asked, and was answered. ADMIN_NO_SRP_AUTH is in AWS's lists too;
 * no source says where it would be, or what it says about the password, so it is not ignored (unverified).
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
 * What may come directly after the password: a second factor, or the set-up of one, which Cognito asks for without
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
 * Skips passed entries with one of the names, each name once in a session.
 *
 * @returns where the session goes on
 */
export function passOver(session: readonly SessionEntry[], at: number, names: readonly string[]): number {
  const isSkipped = names.some(
    name =>
      placeOf(session, name) === at && (name !== DEVICE_PASSWORD || passed(session[at - 1], DEVICE_SRP)),
  );
  return isSkipped ? passOver(session, at + 1, names) : at;
}

/** Where the first passed entry of that name is; -1 where there is none. */
export function placeOf(session: readonly SessionEntry[], name: string): number {
  return session.findIndex(entry => passed(entry, name));
}
