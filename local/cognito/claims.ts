/** The claims of Cognito's ID and access tokens (Developer Guide, "Understanding user pool JSON web tokens"). */

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../aws-service.ts';
import type { UserPoolClient } from '../deployment.ts';
import { readableAttributes } from './attributes.ts';
import type { Grant } from './grants.ts';
import type { User } from './users.ts';

interface TokenSource {
  readonly issuer: string;
  readonly client: UserPoolClient;
  readonly user: User;
  readonly grant: Grant;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function idClaims({ issuer, client, user, grant, now }: TokenSource): JsonObject {
  const attributes = readableAttributes(user, client).map(({ Name, Value }) => [
    Name,
    claimValue(Name, Value),
  ]);
  return {
    // First, so that no attribute replaces a claim below.
    ...Object.fromEntries(attributes),
    sub: user.sub,
    iss: issuer,
    'cognito:username': user.name,
    // Tokens name their origin so that they can be revoked; with rotation always.
    ...(namesOrigin(client) && { origin_jti: grant.originJti }),
    aud: client.id,
    event_id: grant.eventId,
    token_use: 'id',
    ...times(grant, now, client.idTokenValiditySeconds),
    jti: randomUUID(),
  };
}

/** Of every access token that the API gives. */
export const SCOPE = 'aws.cognito.signin.user.admin';

export const accessClaims = ({ issuer, client, user, grant, now }: TokenSource): JsonObject => ({
  sub: user.sub,
  iss: issuer,
  client_id: client.id,
  ...(grant.device && { device_key: grant.device.key }),
  ...(namesOrigin(client) && { origin_jti: grant.originJti }),
  event_id: grant.eventId,
  token_use: 'access',
  scope: SCOPE,
  ...times(grant, now, client.accessTokenValiditySeconds),
  jti: randomUUID(),
  username: user.name,
});

const namesOrigin = ({ tokenRevocationEnabled, refreshTokenRotationGraceSeconds }: UserPoolClient) =>
  tokenRevocationEnabled || refreshTokenRotationGraceSeconds !== undefined;

function times({ authTime }: Grant, now: number, validitySeconds: number): JsonObject {
  const iat = Math.floor(now / 1000);
  return { auth_time: authTime, iat, exp: iat + validitySeconds };
}

/** Attributes are strings in the API; OpenID Connect has booleans and an object for some. */
function claimValue(name: string, value: string): JsonObject | string | boolean {
  if (name.endsWith('_verified') && !name.includes(':')) return value === 'true';
  return name === 'address' ? { formatted: value } : value;
}
