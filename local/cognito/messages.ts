/** The words of the messages that Cognito sends: its own, the pool's, or those of the CustomMessage trigger. */

import { AwsError, type JsonObject } from '../aws-service.ts';
import type { MessageTexts, UserPool } from '../deployment.ts';
import { eventAttributes } from './attributes.ts';
import type { Context } from './context.ts';
import { noClient } from './user-triggers.ts';
import type { User } from './users.ts';

export type Medium = 'EMAIL' | 'SMS';

/** Why a message is sent, as the trigger's source names it. */
export type MessageSource =
  | 'SignUp'
  | 'AdminCreateUser'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'Authentication'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute';

export interface Occasion {
  readonly source: MessageSource;
  /** Absent where an administrator calls. */
  readonly clientId?: string | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface Blanks {
  readonly code: string;
  /** In an invitation, as it was given. */
  readonly username?: string;
}

const codeParameter = '{####}';
const usernameParameter = '{username}';

/** Cognito's own texts, as DescribeUserPool shows them. */
const verification: Required<MessageTexts> = {
  emailSubject: 'Your verification code',
  emailMessage: `Your confirmation code is ${codeParameter}`,
  smsMessage: `Your confirmation code is ${codeParameter}`,
};
const authentication: Required<MessageTexts> = {
  emailSubject: 'Your authentication code',
  emailMessage: `Your authentication code is ${codeParameter}.`,
  smsMessage: `Your authentication code is ${codeParameter}.`,
};
const invitationText = `Your username is ${usernameParameter} and temporary password is ${codeParameter}`;
const invitation: Required<MessageTexts> = {
  emailSubject: 'Your temporary password',
  emailMessage: invitationText,
  smsMessage: invitationText,
};

/** @throws InvalidLambdaResponseException, and what the trigger's call throws */
export async function writeMessage(
  context: Context,
  user: User,
  medium: Medium,
  occasion: Occasion,
  blanks: Blanks,
): Promise<{ subject?: string; text: string }> {
  const { userPool } = context.deployment;
  const texts = textsFor(occasion.source, userPool);
  const custom = userPool.lambdaConfig.CustomMessage
    ? await customTexts(context, user, medium, occasion)
    : {};
  const { emailSubject, emailMessage, smsMessage } = { ...texts, ...custom };
  const fill = (text: string) =>
    text.replaceAll(codeParameter, blanks.code).replaceAll(usernameParameter, blanks.username ?? '');
  return medium === 'SMS'
    ? { text: fill(smsMessage) }
    : { subject: fill(emailSubject), text: fill(emailMessage) };
}

/** The pool's texts for MFA are not in the deployment. */
function textsFor(source: MessageSource, { messages }: UserPool): Required<MessageTexts> {
  if (source === 'AdminCreateUser') return { ...invitation, ...messages?.invitation };
  if (source === 'Authentication') return authentication;
  return { ...verification, ...messages?.verification };
}

/**
 * What the function wrote for this medium.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
const customTexts = (
  context: Context,
  user: User,
  medium: Medium,
  occasion: Occasion,
): Promise<MessageTexts> => {
  const invites = occasion.source === 'AdminCreateUser';
  const request: JsonObject = {
    userAttributes: eventAttributes(user),
    codeParameter,
    linkParameter: '{##Click Here##}',
    usernameParameter: invites ? usernameParameter : null,
    ...(occasion.clientMetadata && { clientMetadata: { ...occasion.clientMetadata } }),
  };
  const caller = { clientId: occasion.clientId ?? noClient, userName: user.name };
  const needed = invites ? [codeParameter, usernameParameter] : [codeParameter];
  return context.triggers.invoke(
    'CustomMessage',
    caller,
    request,
    response => readTexts(response, medium, needed, context.deployment.userPool),
    occasion.source,
  );
};

function readTexts(
  response: JsonObject,
  medium: Medium,
  needed: readonly string[],
  { emailSendingAccount }: UserPool,
): MessageTexts {
  const read = (name: keyof MessageTexts) => {
    const value = response[name] ?? null;
    if (value !== null && typeof value !== 'string') throw invalid('Unrecognizable lambda output');
    return value || undefined;
  };
  const message = read(medium === 'SMS' ? 'smsMessage' : 'emailMessage');
  // How AWS words these two is not public (unverified).
  if (message !== undefined && needed.some(blank => !message.includes(blank)))
    throw invalid(`The message must contain ${needed.join(' and ')}`);
  if (medium === 'SMS') return message === undefined ? {} : { smsMessage: message };
  const subject = read('emailSubject');
  if ((message ?? subject) !== undefined && emailSendingAccount !== 'DEVELOPER')
    throw invalid('emailMessage and emailSubject need EmailSendingAccount DEVELOPER');
  return {
    ...(message !== undefined && { emailMessage: message }),
    ...(subject !== undefined && { emailSubject: subject }),
  };
}

const invalid = (message: string) => new AwsError('InvalidLambdaResponseException', message);
