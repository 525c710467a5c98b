/** The triggers around a new user, where the pool has them: PreSignUp and PostConfirmation. */

import { AwsError, type Json, type JsonObject } from '../aws-service.ts';
import { eventAttributes } from './attributes.ts';
import type { Context } from './context.ts';
import type { Attribute } from './fields.ts';
import type { User } from './users.ts';

/** What AWS names where an administrator calls, through no client (seen in captured events). */
export const noClient = 'CLIENT_ID_NOT_APPLICABLE';

export interface SignUpVerdict {
  readonly confirmed: boolean;
  readonly verified: readonly ('email' | 'phone_number')[];
}

/**
 * Asks whether the user may be made; a function that throws says no.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 */
export async function preSignUp(
  context: Context,
  user: User,
  about: {
    source: 'SignUp' | 'AdminCreateUser';
    clientId?: string;
    validationData?: readonly Attribute[] | undefined;
    clientMetadata?: Record<string, string> | undefined;
  },
): Promise<SignUpVerdict> {
  const { source, clientId = noClient, validationData, clientMetadata } = about;
  if (!context.deployment.userPool.lambdaConfig.PreSignUp) return { confirmed: false, verified: [] };
  const request: JsonObject = {
    // What was given, and nothing yet of the user.
    userAttributes: { ...user.attributes },
    validationData: validationData
      ? Object.fromEntries(validationData.map(({ Name, Value }) => [Name, Value]))
      : null,
    ...(clientMetadata && { clientMetadata: { ...clientMetadata } }),
  };
  const caller = { clientId, userName: user.name };
  return context.triggers.invoke('PreSignUp', caller, request, readVerdict, source);
}

const readVerdict = (response: JsonObject): SignUpVerdict => ({
  confirmed: readFlag(response.autoConfirmUser),
  verified: [
    ...(readFlag(response.autoVerifyEmail) ? (['email'] as const) : []),
    ...(readFlag(response.autoVerifyPhone) ? (['phone_number'] as const) : []),
  ],
});

function readFlag(value: Json = null): boolean {
  if (value !== null && typeof value !== 'boolean')
    throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  return value ?? false;
}

/**
 * Reports that the user is confirmed; a failure of the function does not undo that.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
export async function postConfirmation(
  context: Context,
  user: User,
  about: {
    source: 'ConfirmSignUp' | 'ConfirmForgotPassword';
    clientId?: string;
    clientMetadata?: Record<string, string> | undefined;
  },
): Promise<void> {
  const { source, clientId = noClient, clientMetadata } = about;
  if (!context.deployment.userPool.lambdaConfig.PostConfirmation) return;
  const request: JsonObject = {
    userAttributes: eventAttributes(user),
    ...(clientMetadata && { clientMetadata: { ...clientMetadata } }),
  };
  const caller = { clientId, userName: user.name };
  await context.triggers.invoke('PostConfirmation', caller, request, () => undefined, source);
}
