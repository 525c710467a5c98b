/** The operations of a sign-in. */

import type { Operation, Service } from '../../aws-service.ts';
import { initiate } from '../auth/initiate.ts';
import { respond } from '../auth/respond.ts';
import { authFlows, clientById, requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { fields } from '../fields.ts';
import { choice, optional, readInput, required, textMap } from '../input.ts';

/** ChallengeNameType */
const challengeNames = [
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
  'PASSWORD_VERIFIER',
  'CUSTOM_CHALLENGE',
  'SELECT_CHALLENGE',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
  'NEW_PASSWORD_REQUIRED',
  'SMS_OTP',
  'PASSWORD',
  'WEB_AUTHN',
  'PASSWORD_SRP',
] as const;

const initiateShape = {
  AuthFlow: required(choice(authFlows)),
  ClientId: fields.ClientId,
  AuthParameters: optional(textMap),
  ClientMetadata: fields.ClientMetadata,
};

const respondShape = {
  ClientId: fields.ClientId,
  ChallengeName: required(choice(challengeNames)),
  Session: fields.Session,
  ChallengeResponses: optional(textMap),
  ClientMetadata: fields.ClientMetadata,
};

const initiateAuth =
  (context: Context, admin: boolean): Operation =>
  input => {
    const { ClientId, AuthFlow, AuthParameters = {}, ClientMetadata } = readInput(input, initiateShape);
    return initiate(context, {
      client: clientById(context.deployment, ClientId),
      flow: AuthFlow,
      parameters: AuthParameters,
      admin,
      ...(ClientMetadata && { clientMetadata: ClientMetadata }),
    });
  };

const respondToAuthChallenge =
  (context: Context): Operation =>
  input => {
    const { ClientId, ChallengeName, Session, ChallengeResponses, ClientMetadata } = readInput(
      input,
      respondShape,
    );
    return respond(context, {
      client: clientById(context.deployment, ClientId),
      challengeName: ChallengeName,
      responses: ChallengeResponses ?? {},
      ...(Session !== undefined && { session: Session }),
      ...(ClientMetadata && { clientMetadata: ClientMetadata }),
    });
  };

export const signInOperations = (context: Context): Service => ({
  InitiateAuth: initiateAuth(context, false),
  RespondToAuthChallenge: respondToAuthChallenge(context),
});

export const adminSignInOperations = (context: Context): Service => ({
  AdminInitiateAuth: inPool(context, initiateAuth(context, true)),
  AdminRespondToAuthChallenge: inPool(context, respondToAuthChallenge(context)),
});

const inPool =
  ({ deployment }: Context, operation: Operation): Operation =>
  (input, caller) => {
    requirePool(deployment, readInput(input, { UserPoolId: fields.UserPoolId }).UserPoolId);
    return operation(input, caller);
  };
