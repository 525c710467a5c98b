/** What a signed-in client does with its tokens. */

import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import { readableAttributes } from '../attributes.ts';
import { authorize, liveGrant, refreshTokens } from '../auth/tokens.ts';
import { clientById, hasSecret } from '../clients.ts';
import type { Context } from '../context.ts';
import { notAuthorized } from '../errors.ts';
import { deviceKey, fields } from '../fields.ts';
import { optional, readInput } from '../input.ts';
import { mfaSettings } from '../mfa.ts';

const refreshShape = {
  RefreshToken: fields.RefreshToken,
  ClientId: fields.ClientId,
  ClientSecret: fields.ClientSecret,
  DeviceKey: optional(deviceKey),
  ClientMetadata: fields.ClientMetadata,
};
const revokeShape = {
  Token: fields.RefreshToken,
  ClientId: fields.ClientId,
  ClientSecret: fields.ClientSecret,
};
const accessShape = { AccessToken: fields.AccessToken };

export const tokenOperations = (context: Context): Service => ({
  /**
   * Takes the client's secret itself, not a SECRET_HASH. Pre token generation is told TokenGeneration_Authentication
   * ("Lambda triggers in the Amazon Cognito API"); another page has TokenGeneration_RefreshTokens for every refresh.
   */
  GetTokensFromRefreshToken: async input => {
    const { RefreshToken, ClientId, ClientSecret, DeviceKey, ClientMetadata } = readInput(
      input,
      refreshShape,
    );
    const client = clientById(context.deployment, ClientId);
    if (!hasSecret(client, ClientSecret))
      throw notAuthorized(`Unable to verify secret for client ${ClientId}`);
    const result = await refreshTokens(context, client, liveGrant(context, client, RefreshToken), {
      source: 'Authentication',
      ...(DeviceKey !== undefined && { deviceKey: DeviceKey }),
      ...(ClientMetadata && { clientMetadata: ClientMetadata }),
    });
    return { AuthenticationResult: { ...result, ...rotate(context, client, RefreshToken) } };
  },

  /** Ends the refresh token and the access tokens that were issued for it. An unknown token is no error (RFC 7009, 2.2). */
  RevokeToken: input => {
    const { Token, ClientId, ClientSecret } = readInput(input, revokeShape);
    const client = clientById(context.deployment, ClientId);
    if (!hasSecret(client, ClientSecret))
      throw new AwsError('UnauthorizedException', 'Invalid client credentials.');
    if (!client.tokenRevocationEnabled)
      throw new AwsError('UnsupportedOperationException', 'Token revocation is not enabled for this client.');
    if (Token.split('.').length === 3)
      throw new AwsError('UnsupportedTokenTypeException', 'Unsupported token type.');
    const grant = context.grants.byRefreshToken(Token);
    if (grant && grant.clientId !== client.id)
      throw new AwsError('UnauthorizedException', 'Invalid client credentials.');
    if (grant) grant.revoked = true;
    return {};
  },

  GetUser: input => {
    const { user, grant } = authorize(context, readInput(input, accessShape).AccessToken);
    const client = clientById(context.deployment, grant.clientId);
    return {
      Username: user.name,
      UserAttributes: readableAttributes(user, client),
      ...mfaSettings(user),
    };
  },

  GlobalSignOut: input => {
    context.grants.revokeAll(authorize(context, readInput(input, accessShape).AccessToken).user);
    return {};
  },
});

/** Looks again: another call may have rotated the token while a trigger ran. */
function rotate(context: Context, client: UserPoolClient, token: string): JsonObject {
  const graceSeconds = client.refreshTokenRotationGraceSeconds;
  if (graceSeconds === undefined) return {};
  liveGrant(context, client, token);
  return { RefreshToken: context.grants.rotate(token, graceSeconds * 1000) };
}
