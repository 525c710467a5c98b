/** InitiateAuth and AdminInitiateAuth: the first call of a sign-in, and the refresh of its tokens. */

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import { passed } from '../challenges.ts';
import { type AuthFlow, requireFlow, requireSecretHash } from '../clients.ts';
import type { Context } from '../context.ts';
import { invalidParameter, missingParameter, passwordResetRequired } from '../errors.ts';
import { readPublicValue } from '../srp.ts';
import { identify } from '../subject.ts';
import { withDevice } from './device.ts';
import { caller, type Flow, type Responses as Parameters } from './flow.ts';
import { advance } from './loop.ts';
import { reported } from './sign-in.ts';
import { liveGrant, refreshTokens } from './tokens.ts';

export async function initiate(
  context: Context,
  request: {
    client: UserPoolClient;
    flow: AuthFlow;
    parameters: Parameters;
    admin: boolean;
    clientMetadata?: Record<string, string>;
  },
): Promise<JsonObject> {
  const { client, flow, parameters, admin, clientMetadata } = request;
  requireFlow(client, flow, admin);
  return flow === 'CUSTOM_AUTH'
    ? startCustomAuth(context, client, parameters, clientMetadata)
    : refresh(context, client, parameters);
}

/** How a sign-in may begin: with the password, or with a custom challenge, which is the default. */
const beginnings: readonly (string | undefined)[] = [undefined, 'SRP_A', 'CUSTOM_CHALLENGE'];

/** ClientMetadata of InitiateAuth reaches pre authentication, and none of the three triggers of the loop. */
async function startCustomAuth(
  context: Context,
  client: UserPoolClient,
  parameters: Parameters,
  clientMetadata: Record<string, string> | undefined,
): Promise<JsonObject> {
  const { USERNAME, SRP_A, CHALLENGE_NAME, SECRET_HASH, DEVICE_KEY } = parameters;
  if (!USERNAME) throw missingParameter('USERNAME');
  requireSecretHash(client, [USERNAME], SECRET_HASH);
  // What AWS says to other names is not documented.
  if (!beginnings.includes(CHALLENGE_NAME)) throw invalidParameter('Invalid CHALLENGE_NAME');
  // The client alone decides whether the session begins with SRP_A: nothing is proved by it.
  const passwordFirst = CHALLENGE_NAME === 'SRP_A';
  if (passwordFirst && SRP_A === undefined) throw missingParameter('SRP_A');
  const srpA = SRP_A === undefined ? undefined : readPublicValue(SRP_A);
  // AWS's text for a bad value is not documented.
  if (SRP_A !== undefined && srpA === undefined) throw invalidParameter('Invalid SRP_A');
  const signInId = randomUUID();
  return reported(context, { id: signInId, username: USERNAME, clientId: client.id }, async () => {
    const flow: Flow = {
      signInId,
      client,
      subject: identify(context, client, USERNAME),
      results: passwordFirst ? [passed('SRP_A')] : [],
      ...(srpA !== undefined && { srpA }),
    };
    // With the password first such a user gets NEW_PASSWORD_REQUIRED; without it nothing of the kind is documented.
    if (!passwordFirst && flow.subject.user?.status === 'RESET_REQUIRED') throw passwordResetRequired();
    await preAuthentication(context, flow, clientMetadata);
    return advance(context, withDevice(context, flow, DEVICE_KEY));
  });
}

/** It may only refuse the attempt; it is also called for unknown users if they have to look known. */
async function preAuthentication(
  context: Context,
  flow: Flow,
  validationData: Record<string, string> | undefined,
): Promise<void> {
  if (!context.deployment.userPool.lambdaConfig.PreAuthentication) return;
  const request = { ...flow.subject.request, validationData: validationData ?? null };
  await context.triggers.invoke('PreAuthentication', caller(flow), request, () => undefined);
}

/** SECRET_HASH is over the real user name here: the client need not send USERNAME. */
async function refresh(
  context: Context,
  client: UserPoolClient,
  parameters: Parameters,
): Promise<JsonObject> {
  const { REFRESH_TOKEN, SECRET_HASH, DEVICE_KEY } = parameters;
  if (!REFRESH_TOKEN) throw missingParameter('REFRESH_TOKEN');
  // AWS does not let a client have both (Developer Guide, "Refresh token rotation").
  if (client.refreshTokenRotationGraceSeconds !== undefined)
    throw invalidParameter('REFRESH_TOKEN_AUTH flow not enabled for this client');
  const grant = liveGrant(context, client, REFRESH_TOKEN);
  requireSecretHash(client, [grant.userName, grant.sub], SECRET_HASH);
  const AuthenticationResult = await refreshTokens(context, client, grant, {
    source: 'RefreshTokens',
    ...(DEVICE_KEY !== undefined && { deviceKey: DEVICE_KEY }),
  });
  return { ChallengeParameters: {}, AuthenticationResult };
}
