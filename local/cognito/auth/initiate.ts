/** InitiateAuth and AdminInitiateAuth: the first call of a sign-in, and the refresh of its tokens. */

import type { JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import { type AuthFlow, requireFlow, requireSecretHash } from '../clients.ts';
import type { Context } from '../context.ts';
import { invalidParameter, missingParameter } from '../errors.ts';
import type { ChallengeResult } from '../sessions.ts';
import { readPublicValue } from '../srp.ts';
import { identify } from '../subject.ts';
import { advance } from './loop.ts';
import { liveGrant, refreshTokens } from './tokens.ts';

type Parameters = Readonly<Record<string, string>>;

export async function initiate(
  context: Context,
  request: { client: UserPoolClient; flow: AuthFlow; parameters: Parameters; admin: boolean },
): Promise<JsonObject> {
  const { client, flow, parameters, admin } = request;
  requireFlow(client, flow, admin);
  return flow === 'CUSTOM_AUTH'
    ? startCustomAuth(context, client, parameters)
    : refresh(context, client, parameters);
}

/** ClientMetadata of InitiateAuth reaches none of the three triggers, so it is not even passed. */
async function startCustomAuth(
  context: Context,
  client: UserPoolClient,
  parameters: Parameters,
): Promise<JsonObject> {
  const { USERNAME, SRP_A, CHALLENGE_NAME, SECRET_HASH } = parameters;
  if (!USERNAME) throw missingParameter('USERNAME');
  requireSecretHash(client, [USERNAME], SECRET_HASH);
  // The client alone decides whether the session begins with SRP_A: nothing is proved by it.
  const passwordFirst = CHALLENGE_NAME === 'SRP_A';
  if (passwordFirst && SRP_A === undefined) throw missingParameter('SRP_A');
  const srpA = SRP_A === undefined ? undefined : readPublicValue(SRP_A);
  // AWS's text for a bad value is not documented.
  if (SRP_A !== undefined && srpA === undefined) throw invalidParameter('Invalid SRP_A');
  const started: ChallengeResult = { challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null };
  return advance(context, {
    client,
    subject: identify(context, client, USERNAME),
    results: passwordFirst ? [started] : [],
    ...(srpA !== undefined && { srpA }),
  });
}

/** SECRET_HASH is over the real user name here: the client need not send USERNAME. */
function refresh(context: Context, client: UserPoolClient, parameters: Parameters): JsonObject {
  const { REFRESH_TOKEN, SECRET_HASH } = parameters;
  if (!REFRESH_TOKEN) throw missingParameter('REFRESH_TOKEN');
  const grant = liveGrant(context, client, REFRESH_TOKEN);
  requireSecretHash(client, [grant.userName, grant.sub], SECRET_HASH);
  return { ChallengeParameters: {}, AuthenticationResult: refreshTokens(context, client, grant) };
}
