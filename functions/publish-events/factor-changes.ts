import { isRecord } from '../records.ts';
import type { BusEvent } from './bus-event.ts';
import type { EventSettings } from './settings.ts';

/** What can be told of a change: CloudTrail hides which attributes are changed. */
export type Change =
  | 'attributes'
  | 'password'
  | 'mfa'
  | 'authenticator'
  | 'passkey'
  | 'linked_identity'
  | 'disabled'
  | 'enabled';

/** What an administrator calls, by AWS's signatures: the request names the pool. */
export const ADMIN_CHANGES: Readonly<Record<string, Change>> = {
  AdminUpdateUserAttributes: 'attributes',
  AdminDeleteUserAttributes: 'attributes',
  AdminSetUserPassword: 'password',
  AdminResetUserPassword: 'password',
  AdminSetUserMFAPreference: 'mfa',
  AdminSetUserSettings: 'mfa',
  AdminLinkProviderForUser: 'linked_identity',
  AdminDisableProviderForUser: 'linked_identity',
  AdminDisableUser: 'disabled',
  AdminEnableUser: 'enabled',
};

/** What users call, with a token, a session or a code: the request names no pool, and what names it is hidden. */
export const USER_CHANGES: Readonly<Record<string, Change>> = {
  UpdateUserAttributes: 'attributes',
  DeleteUserAttributes: 'attributes',
  VerifyUserAttribute: 'attributes',
  ChangePassword: 'password',
  ConfirmForgotPassword: 'password',
  SetUserMFAPreference: 'mfa',
  SetUserSettings: 'mfa',
  VerifySoftwareToken: 'authenticator',
  CompleteWebAuthnRegistration: 'passkey',
  DeleteWebAuthnCredential: 'passkey',
};

/** Whether Lambda was invoked by a rule of EventBridge on what CloudTrail recorded. */
export const isOfCloudTrail = (event: unknown): boolean =>
  Object(event)['detail-type'] === 'AWS API Call via CloudTrail';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a call of Cognito changed of the way that a user signs in; nothing for calls that failed, that changed something
 * else, or in another pool. Of the user it has `sub` alone, a pseudonym; not who the administrator was, nor an address.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 *
 * @throws Error for a record without what every record has
 */
export function factorChangesOf(
  event: unknown,
  { userPoolId, userChanges }: EventSettings,
): readonly BusEvent[] {
  const { eventName, eventID, eventTime, errorCode, requestParameters, additionalEventData } = Object(
    Object(event).detail,
  );
  const byAdmin = changeOf(ADMIN_CHANGES, eventName);
  const byUser = userChanges ? changeOf(USER_CHANGES, eventName) : undefined;
  const change = byAdmin ?? byUser;
  if (!change || errorCode) return [];
  const pool = isRecord(requestParameters) ? requestParameters.userPoolId : undefined;
  if (pool === undefined ? byAdmin : pool !== userPoolId) return [];
  const atMs = Date.parse(String(eventTime));
  if (typeof eventID !== 'string' || !UUID.test(eventID) || Number.isNaN(atMs))
    throw new Error('A record of CloudTrail has no eventID or no eventTime.');
  const sub = Object(additionalEventData).sub;
  const detail = {
    ...(pool !== undefined && { userPoolId }),
    change,
    by: byAdmin ? 'admin' : 'user',
    ...(typeof sub === 'string' && UUID.test(sub) && { sub }),
  };
  return [{ detailType: 'Factor Changed', id: eventID, atMs, detail }];
}

const changeOf = (changes: Readonly<Record<string, Change>>, name: unknown): Change | undefined =>
  typeof name === 'string' && Object.hasOwn(changes, name) ? changes[name] : undefined;
