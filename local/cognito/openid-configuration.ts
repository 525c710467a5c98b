/** What the pool says of itself to libraries that discover an issuer, and which issuer its tokens name. */

import type { JsonObject } from '../aws-service.ts';
import type { Deployment } from '../deployment.ts';

type Pool = Pick<Deployment, 'region' | 'userPool'>;

/** AWS's own address, so that verifiers made for AWS accept the tokens with the local keys. */
export const awsIssuer = ({ region, userPool }: Pool): string =>
  `https://cognito-idp.${region}.amazonaws.com/${userPool.id}`;

/**
 * The pool's address on this server: a library that discovers an issuer requires the tokens to name the very address
 * that it asked (OpenID Connect Discovery 1.0, 4.3).
 * @param endpoint `http://127.0.0.1:<port>`
 */
export const localIssuer = (endpoint: string, { userPool }: Pool): string => `${endpoint}/${userPool.id}`;

/**
 * OpenID Connect Discovery 1.0, 3, as Cognito answers it. The addresses of managed login (`authorization_endpoint`,
 * `token_endpoint`, `userinfo_endpoint`) are left out: it has no pages here.
 *
 * @param issuer what tokens name, which may be AWS's
 * @param poolUrl the pool's address on this server: the keys are always the local ones
 */
export const openidConfiguration = (issuer: string, poolUrl: string): JsonObject => ({
  issuer,
  jwks_uri: `${poolUrl}/.well-known/jwks.json`,
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'token'],
  scopes_supported: ['openid', 'email', 'phone', 'profile'],
  subject_types_supported: ['public'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
});
