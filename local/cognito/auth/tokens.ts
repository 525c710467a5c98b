/** AuthenticationResult: at the end of a sign-in, and for a refresh token. */

import { AwsError, type JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import { eventAttributes } from '../attributes.ts';
import { accessClaims, idClaims, SCOPE } from '../claims.ts';
import {
  type ClaimsOverride,
  noOverride,
  overrideAccessClaims,
  overrideIdClaims,
  readClaimsOverride,
} from '../claims-override.ts';
import type { Context } from '../context.ts';
import { type DeviceId, newDevice } from '../devices.ts';
import { notAuthorized, passwordResetRequired, userNotFound } from '../errors.ts';
import type { Grant } from '../grants.ts';
import { type GroupConfiguration, groupConfiguration } from '../groups.ts';
import { requireActive } from '../subject.ts';
import type { User } from '../users.ts';
import type { TokenSource } from './flow.ts';

interface SignedIn {
  readonly signInId?: string;
  readonly client: UserPoolClient;
  readonly user: User;
  readonly deviceKey?: string;
  readonly clientMetadata?: Record<string, string>;
}

/** The functions that may refuse come first: a refusal leaves no grant. Post authentication is called before tokens. */
export async function issueTokens(
  context: Context,
  signedIn: SignedIn,
  source: TokenSource,
): Promise<JsonObject> {
  const { signInId, client, user, deviceKey } = signedIn;
  const { lambdaConfig, devices } = context.deployment.userPool;
  const known: DeviceId | undefined = user.devices?.find(({ key }) => key === deviceKey);
  const device = devices && (known ?? newDevice(context.deployment));
  if (lambdaConfig.PostAuthentication) {
    const caller = { clientId: client.id, userName: user.name, ...(signInId && { signInId }) };
    const request = { ...triggerRequest(signedIn), ...(devices && { newDeviceUsed: !known }) };
    await context.triggers.invoke('PostAuthentication', caller, request, () => undefined);
  }
  const override = await claimsOverride(context, signedIn, source);
  const { grant, refreshToken } = context.grants.start(user, client, device);
  return {
    ...tokens(context, { client, user, grant, override }),
    RefreshToken: refreshToken,
    ...(device &&
      !known && { NewDeviceMetadata: { DeviceKey: device.key, DeviceGroupKey: device.groupKey } }),
  };
}

/**
 * Finds the sign-in of a refresh token; the token works only at the client that it was issued to.
 * @throws NotAuthorizedException, RefreshTokenReuseException
 */
export function liveGrant(context: Context, client: UserPoolClient, refreshToken: string): Grant {
  const grant = context.grants.byRefreshToken(refreshToken);
  if (grant?.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (grant.revoked) throw notAuthorized('Refresh Token has been revoked');
  if (context.now() >= grant.expiresAt) throw notAuthorized('Refresh Token has expired');
  // The code is documented, the text is not.
  if (context.grants.isSpent(refreshToken))
    throw new AwsError('RefreshTokenReuseException', 'Refresh Token has been used already');
  return grant;
}

/**
 * New ID and access tokens, with the origin and `auth_time` of the sign-in. Where devices are remembered, the key that
 * came with the tokens has to come back ("Things to know about refresh token rotation", which holds without rotation
 * too), and the device has to be confirmed (https://repost.aws/knowledge-center/cognito-invalid-refresh-token-error).
 * One that was forgotten refreshes nothing (AWS's blog, "Tracking and remembering devices using Amazon Cognito").
 * @throws NotAuthorizedException, UserNotConfirmedException, PasswordResetRequiredException
 */
export async function refreshTokens(
  context: Context,
  client: UserPoolClient,
  grant: Grant,
  request: { source: TokenSource; deviceKey?: string; clientMetadata?: Record<string, string> },
): Promise<JsonObject> {
  const user = context.users.find(grant.userName);
  if (user?.sub !== grant.sub) throw notAuthorized('Invalid Refresh Token');
  const isConfirmed = user.devices?.some(({ key }) => key === grant.device?.key);
  if (grant.device && (request.deviceKey !== grant.device.key || !isConfirmed))
    throw notAuthorized('Invalid Refresh Token');
  requireUsable(user);
  const override = await claimsOverride(context, { ...request, client, user }, request.source);
  return tokens(context, { client, user, grant, override });
}

const triggerRequest = ({ user, clientMetadata }: SignedIn): JsonObject => ({
  userAttributes: eventAttributes(user),
  ...(clientMetadata && { clientMetadata }),
});

/** Pre token generation. There is one scope here. */
async function claimsOverride(
  context: Context,
  signedIn: SignedIn,
  source: TokenSource,
): Promise<ClaimsOverride | undefined> {
  const { lambdaConfig, preTokenGenerationVersion = 'V1_0' } = context.deployment.userPool;
  if (!lambdaConfig.PreTokenGeneration) return undefined;
  const { signInId, client, user } = signedIn;
  return context.triggers.invoke(
    'PreTokenGeneration',
    { clientId: client.id, userName: user.name, ...(signInId && { signInId }) },
    {
      ...triggerRequest(signedIn),
      groupConfiguration: groupRequest(groupConfiguration(context.groups.of(user))),
      ...(preTokenGenerationVersion !== 'V1_0' && { scopes: [SCOPE] }),
    },
    response => readClaimsOverride(response, preTokenGenerationVersion),
    source,
  );
}

const groupRequest = ({ groups, roles, preferredRole }: GroupConfiguration): JsonObject => ({
  groupsToOverride: [...groups],
  iamRolesToOverride: [...roles],
  preferredRole,
});

const tokens = (
  context: Context,
  about: { client: UserPoolClient; user: User; grant: Grant; override: ClaimsOverride | undefined },
): JsonObject => {
  const { client, user, grant, override = noOverride } = about;
  const source = { issuer: context.issuer(), client, user, grant, now: context.now() };
  const groups = groupConfiguration(context.groups.of(user));
  return {
    AccessToken: context.signer.sign(overrideAccessClaims(accessClaims(source), override, groups)),
    ExpiresIn: client.accessTokenValiditySeconds,
    TokenType: 'Bearer',
    IdToken: context.signer.sign(overrideIdClaims(idClaims(source), override, groups)),
  };
};

/**
 * Who an access token was issued to.
 * @throws NotAuthorizedException, UserNotFoundException, UserNotConfirmedException, PasswordResetRequiredException
 */
export function authorize(context: Context, accessToken: string): { user: User; grant: Grant } {
  const claims = context.signer.verify(accessToken);
  if (claims === 'forged') throw notAuthorized('Could not verify signature for Access Token');
  const invalid = notAuthorized('Invalid Access Token');
  if (claims === 'malformed' || claims.token_use !== 'access') throw invalid;
  if (claims.iss !== context.issuer() || typeof claims.event_id !== 'string') throw invalid;
  if (typeof claims.exp !== 'number' || context.now() >= claims.exp * 1000)
    throw notAuthorized('Access Token has expired');
  const grant = context.grants.byEventId(claims.event_id);
  if (!grant || grant.revoked) throw notAuthorized('Access Token has been revoked');
  const user = context.users.find(grant.userName);
  if (user?.sub !== grant.sub) throw userNotFound();
  requireUsable(user);
  // A pre token generation function may have taken it away, which ends what users may do with their own account.
  if (
    !String(claims.scope ?? '')
      .split(' ')
      .includes(SCOPE)
  )
    throw notAuthorized('Access Token does not have required scopes');
  return { user, grant };
}

/**
 * Tokens of a user whose password was reset work no longer until there is a new one: the API reference has the error for
 * a refresh by InitiateAuth, and for what takes an access token.
 * @throws NotAuthorizedException, UserNotConfirmedException, PasswordResetRequiredException
 */
function requireUsable(user: User): void {
  requireActive(user);
  if (user.status === 'RESET_REQUIRED') throw passwordResetRequired();
}
