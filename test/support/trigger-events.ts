import { readEvent, type TriggerEvent } from '../../functions/event/event.ts';
import type { SessionEntry } from '../../functions/event/session-entry.ts';

/** Events as Cognito sends them. Every value about the user is one that can be searched for in what comes out. */

export const USER_NAME = 'casey.ember';
export const CLIENT_ID = '4h57k1bq0c9f8e2d6a3g5j7l9n';
export const NONCE = 'AAECAwQFBgcICQoLDA0ODw';
export const ATTRIBUTES = {
  sub: '3d1f8a52-90c1-70aa-5e0e-8a1b6c7d2e44',
  'cognito:user_status': 'CONFIRMED',
  email: 'casey@ember.example',
  email_verified: 'true',
  phone_number: '+15550100321',
  phone_number_verified: 'true',
  name: 'Casey Ember-Quill',
};

export const SOURCES = {
  define: 'DefineAuthChallenge_Authentication',
  create: 'CreateAuthChallenge_Authentication',
  verify: 'VerifyAuthChallengeResponse_Authentication',
} as const;
export type TriggerKind = keyof typeof SOURCES;

/** A request field that is undefined here is absent from the event. */
export type Request = Readonly<Record<string, unknown>>;

export interface CognitoEvent {
  readonly [field: string]: unknown;
  readonly userName: string;
  readonly request: Request;
}

const RESPONSES = {
  define: { challengeName: null, issueTokens: null, failAuthentication: null },
  create: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  verify: { answerCorrect: null },
};

const REQUESTS: Readonly<Record<TriggerKind, Request>> = {
  define: { session: [] },
  create: { session: [], challengeName: 'CUSTOM_CHALLENGE' },
  verify: { privateChallengeParameters: {}, challengeAnswer: '' },
};

export function cognitoEvent(kind: TriggerKind, request: Request = {}, envelope: Request = {}): CognitoEvent {
  const event = {
    version: '1',
    triggerSource: SOURCES[kind],
    region: 'eu-central-1',
    userPoolId: 'eu-central-1_Ab3dE5gH7',
    userName: USER_NAME,
    callerContext: { awsSdkVersion: 'aws-sdk-js-3.0.0', clientId: CLIENT_ID },
    request: { userAttributes: ATTRIBUTES, ...REQUESTS[kind], ...request },
    response: RESPONSES[kind],
    ...envelope,
  };
  return JSON.parse(JSON.stringify(event));
}

/** The same event for a name that nobody has: a made-up user name, no attributes. */
export function unknownUser(event: CognitoEvent): CognitoEvent {
  const request = { ...event.request, userAttributes: {}, userNotFound: true };
  return { ...event, userName: '0b1d7c40-4a6e-4d53-8f0e-6f1f6f2f7a90', request };
}

/** The event as the functions' pure parts take it. */
export function parsed(event: CognitoEvent): TriggerEvent {
  const read = readEvent(event, String(event.triggerSource));
  if (!read) throw new Error('The event is not one that the functions take.');
  return read;
}

/** One finished round, as Cognito keeps it in the session. */
export function entry(
  challengeName: unknown,
  challengeResult: unknown,
  challengeMetadata: unknown = null,
): SessionEntry {
  return { challengeName, challengeResult, challengeMetadata };
}

/** What a session holds after the password was verified. */
export const AFTER_PASSWORD: readonly SessionEntry[] = [
  entry('SRP_A', true),
  entry('PASSWORD_VERIFIER', true),
];

/** What a round was about, where it is not the first CAPTCHA of its step, asked just now. */
export interface RoundOptions {
  readonly challenge?: string;
  readonly nonce?: string;
  readonly issuedAt?: number;
  readonly spent?: number;
  readonly sends?: number;
  readonly sentAt?: number;
}

/** A round of a step, as our own create function describes it. */
export function round(stepName: string, passed: unknown, options: RoundOptions = {}): SessionEntry {
  return entry('CUSTOM_CHALLENGE', passed, metadataOf(stepName, options));
}

/** Metadata as our own create function writes it, put together apart from it. */
export function metadataOf(stepName: string, options: RoundOptions = {}): string {
  const { challenge = 'captcha', nonce = NONCE, issuedAt = 1763750000 } = options;
  const { spent = 0, sends = 0, sentAt = 0 } = options;
  const named = stepName === challenge ? '' : ` ${stepName}`;
  const after = sends > 0 ? sentAt - issuedAt : 0;
  // As soon as it was issued, in this sign-in: no second more, which is written as half of what three digits hold.
  const kept = ` ${nonce} i00${sends.toString(36)}${after.toString(36).padStart(2, '0')}`;
  return `${challenge.toUpperCase()}_CHALLENGE${named} ${spent} ${issuedAt.toString(36)}${KEPT.includes(challenge) ? kept : ''}`;
}

/** Challenges that ask the same question again after a wrong answer. */
const KEPT = ['email_otp', 'sms_otp', 'magic_link'];

/** Wrong answers to a step, one after the other. */
export function failures(stepName: string, count: number, options: RoundOptions = {}): SessionEntry[] {
  return Array.from({ length: count }, (_, spent) => round(stepName, false, { ...options, spent }));
}
