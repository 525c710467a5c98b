/** The events of the triggers, and the reading of what custom authentication gives back. */

import { AwsError, isObject, type Json, type JsonObject } from '../aws-service.ts';
import type { OtherTriggerName, TriggerName, UserPool } from '../deployment.ts';

/** The response as the function receives it: every field is there, and empty. */
const emptyResponses: Readonly<Record<TriggerName | OtherTriggerName, JsonObject>> = {
  DefineAuthChallenge: { challengeName: null, issueTokens: null, failAuthentication: null },
  CreateAuthChallenge: {
    publicChallengeParameters: null,
    privateChallengeParameters: null,
    challengeMetadata: null,
  },
  VerifyAuthChallengeResponse: { answerCorrect: null },
  PreSignUp: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  PostConfirmation: {},
  CustomMessage: { smsMessage: null, emailMessage: null, emailSubject: null },
  PreAuthentication: {},
  PostAuthentication: {},
  PreTokenGeneration: { claimsOverrideDetails: null },
  UserMigration: {},
};

export interface Caller {
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly clientId: string;
}

export const triggerEvent = (
  trigger: TriggerName | OtherTriggerName,
  { region, userPoolId, userName, clientId }: Caller,
  request: JsonObject,
  source = 'Authentication',
  eventVersion: UserPool['preTokenGenerationVersion'] = 'V1_0',
): JsonObject => ({
  version: eventVersion.charAt(1),
  region,
  userPoolId,
  userName,
  // The SDK's version where AWS knows it; this is what it says of browsers.
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
  // Of the one trigger the name and the source differ.
  triggerSource: `${trigger === 'PreTokenGeneration' ? 'TokenGeneration' : trigger}_${source}`,
  request,
  response: eventVersion === 'V1_0' ? emptyResponses[trigger] : { claimsAndScopeOverrideDetails: null },
});

/** Undefined where it is not JSON. */
export function parseJson(payload: string): Json | undefined {
  try {
    return JSON.parse(payload);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const invalidResponse = (message = 'Unrecognizable lambda output') =>
  new AwsError('InvalidLambdaResponseException', message);

/** What the function has to give back besides `response`: AWS documents that it returns the whole event. */
const envelope = ['version', 'region', 'userPoolId', 'userName', 'callerContext', 'triggerSource', 'request'];

/**
 * The `response` in a function's output.
 * @throws InvalidLambdaResponseException. A handler that returns nothing gives `null`, for which AWS has a text
 * separately; an output without the event's common fields is refused there as well (public reports).
 */
export function readResponse(payload: string): JsonObject {
  const output = parseJson(payload);
  if (output === null || output === undefined)
    throw invalidResponse('Invalid lambda function output : Invalid JSON');
  if (!isObject(output) || !isObject(output.response)) throw invalidResponse();
  if (envelope.some(name => (output[name] ?? null) === null)) throw invalidResponse();
  return output.response;
}

export interface Decision {
  readonly challengeName: string | null;
  readonly issueTokens: boolean;
  readonly failAuthentication: boolean;
}

/** @throws InvalidLambdaResponseException */
export const readDecision = (response: JsonObject): Decision => ({
  challengeName: readText(response.challengeName),
  issueTokens: readFlag(response.issueTokens ?? false),
  failAuthentication: readFlag(response.failAuthentication ?? false),
});

export interface Challenge {
  readonly publicParameters: Record<string, string>;
  readonly privateParameters: Record<string, string>;
  readonly metadata: string | null;
}

/** @throws InvalidLambdaResponseException */
export const readChallenge = (response: JsonObject): Challenge => ({
  publicParameters: readParameters(response.publicChallengeParameters ?? {}),
  privateParameters: readParameters(response.privateChallengeParameters ?? {}),
  metadata: readText(response.challengeMetadata),
});

/** No verdict is not a verdict: a missing `answerCorrect` is refused, not taken as wrong (undocumented). */
export const readVerdict = (response: JsonObject): boolean => readFlag(response.answerCorrect);

function readFlag(value: Json | undefined): boolean {
  if (typeof value !== 'boolean') throw invalidResponse();
  return value;
}

export function readText(value: Json = null): string | null {
  if (value !== null && typeof value !== 'string') throw invalidResponse();
  return value;
}

export function readObject(value: Json): JsonObject {
  if (!isObject(value)) throw invalidResponse();
  return value;
}

export function readTexts(value: Json): string[] {
  if (!Array.isArray(value)) throw invalidResponse();
  return value.map(member => {
    if (typeof member !== 'string') throw invalidResponse();
    return member;
  });
}

export function readParameters(value: Json): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readObject(value)).map(([name, member]) => {
      if (typeof member !== 'string') throw invalidResponse();
      return [name, member];
    }),
  );
}
