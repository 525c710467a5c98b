/** AuthenticationResult: at the end of a sign-in, and for a refresh token. */

import type { JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import { accessClaims, idClaims, issuer } from '../claims.ts';
import type { Context } from '../context.ts';
import { notAuthorized, userNotFound } from '../errors.ts';
import type { Grant } from '../grants.ts';
import { requireActive } from '../subject.ts';
import type { User } from '../users.ts';

export function issueTokens(context: Context, client: UserPoolClient, user: User): JsonObject {
  const { grant, refreshToken } = context.grants.start(user, client);
  return { ...tokens(context, client, user, grant), RefreshToken: refreshToken };
}

/**
 * Finds what a refresh token stands for; it works at the client that it was issued to only.
 * @throws NotAuthorizedException
 */
export function liveGrant(context: Context, client: UserPoolClient, refreshToken: string): Grant {
  const grant = context.grants.byRefreshToken(refreshToken);
  if (grant?.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (grant.revoked) throw notAuthorized('Refresh Token has been revoked');
  if (context.now() >= grant.expiresAt) throw notAuthorized('Refresh Token has expired');
  return grant;
}

/**
 * New ID and access tokens, with the origin and `auth_time` of the sign-in. No refresh token: rotation is off.
 * @throws NotAuthorizedException, UserNotConfirmedException
 */
export function refreshTokens(context: Context, client: UserPoolClient, grant: Grant): JsonObject {
  const user = context.users.find(grant.userName);
  if (user?.sub !== grant.sub) throw notAuthorized('Invalid Refresh Token');
  requireActive(user);
  return tokens(context, client, user, grant);
}

const tokens = (context: Context, client: UserPoolClient, user: User, grant: Grant): JsonObject => {
  const source = { deployment: context.deployment, client, user, grant, now: context.now() };
  return {
    AccessToken: context.signer.sign(accessClaims(source)),
    ExpiresIn: client.accessTokenValiditySeconds,
    TokenType: 'Bearer',
    IdToken: context.signer.sign(idClaims(source)),
  };
};

/**
 * Who an access token was issued to.
 * @throws NotAuthorizedException, UserNotFoundException, UserNotConfirmedException
 */
export function authorize(context: Context, accessToken: string): { user: User; grant: Grant } {
  const claims = context.signer.verify(accessToken);
  if (claims === 'forged') throw notAuthorized('Could not verify signature for Access Token');
  const invalid = notAuthorized('Invalid Access Token');
  if (claims === 'malformed' || claims.token_use !== 'access') throw invalid;
  if (claims.iss !== issuer(context.deployment) || typeof claims.event_id !== 'string') throw invalid;
  if (typeof claims.exp !== 'number' || context.now() >= claims.exp * 1000)
    throw notAuthorized('Access Token has expired');
  const grant = context.grants.byEventId(claims.event_id);
  if (!grant || grant.revoked) throw notAuthorized('Access Token has been revoked');
  const user = context.users.find(grant.userName);
  if (user?.sub !== grant.sub) throw userNotFound();
  requireActive(user);
  return { user, grant };
}
