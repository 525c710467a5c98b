import { isRecord } from '../records.ts';
import { type Action, readAction } from './action.ts';
import type { SessionEntry } from './session-entry.ts';
import { readTrace } from './trace.ts';

/** What all three triggers are told, after it was checked. */
export interface TriggerEvent {
  readonly userPoolId: string;
  readonly clientId: string;
  /** The real user name, not the alias. */
  readonly userName: string;
  /** The user does not exist, and the client must not learn it. */
  readonly userNotFound: boolean;
  /** What of the user's attributes has a value that is a text, number or boolean. Empty for an unknown user. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What the client asks for instead of answering. */
  readonly action?: Action;
  /** The name of the sign-in in logs (`trace.ts`). */
  readonly trace?: string;
  /** `request`, not looked at yet. */
  readonly request: Readonly<Record<string, unknown>>;
  /** The event as Cognito sent it, for functions that we pass it on to. */
  readonly original: Readonly<Record<string, unknown>>;
}

/**
 * Both are logged, so nothing else may stand in them; patterns of Cognito's API reference.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html
 */
const POOL_ID = /^[\w-]{1,44}_[0-9a-zA-Z]{1,44}$/;
export const CLIENT_ID = /^[\w+]{1,128}$/;

/**
 * The event as ours, or undefined if it is not the trigger's event. Unknown fields are let through: Cognito adds some.
 *
 * @param triggerSources what Cognito calls the trigger
 */
export function readEvent(event: unknown, ...triggerSources: readonly string[]): TriggerEvent | undefined {
  if (!isRecord(event) || !(triggerSources as readonly unknown[]).includes(event.triggerSource))
    return undefined;
  const { userPoolId, userName, callerContext, request } = event;
  const clientId = isRecord(callerContext) ? callerContext.clientId : undefined;
  if (!isId(userPoolId, POOL_ID) || !isText(userName) || !isId(clientId, CLIENT_ID) || !isRecord(request))
    return undefined;
  // Anything but a plain "false" or nothing is taken as an unknown user.
  const userNotFound = (request.userNotFound ?? false) !== false;
  const action = readAction(request.clientMetadata);
  const trace = readTrace(request);
  return {
    ...{ userPoolId, clientId, userName, userNotFound, request, original: event },
    attributes: userNotFound ? {} : readAttributes(request.userAttributes),
    ...(action && { action }),
    ...(trace && { trace }),
  };
}

/** The session, or undefined if it is not a list of entries. */
export function readSession(request: TriggerEvent['request']): readonly SessionEntry[] | undefined {
  const { session } = request;
  return Array.isArray(session) && session.every(isRecord)
    ? (session as unknown as SessionEntry[])
    : undefined;
}

/**
 * Attributes are strings by the documentation, and booleans, numbers and nulls are reported: each is read for itself,
 * so that an odd one takes none of the others with it.
 */
function readAttributes(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).flatMap(([name, each]) =>
      typeof (each ?? {}) === 'object' ? [] : [[name, String(each)]],
    ),
  );
}

function isId(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 256;
}
