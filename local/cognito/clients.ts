/** App clients: which flows one allows, and the secret of those that have one. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AwsError } from '../aws-service.ts';
import type { Deployment, UserPoolClient } from '../deployment.ts';
import { invalidParameter, notAuthorized, resourceNotFound } from './errors.ts';

/** @throws ResourceNotFoundException */
export function clientById(deployment: Deployment, id: string): UserPoolClient {
  const client = deployment.clients.find(candidate => candidate.id === id);
  if (!client) throw resourceNotFound(`User pool client ${id} does not exist.`);
  return client;
}

/** @throws ResourceNotFoundException for any other pool than the deployed one */
export function requirePool(deployment: Deployment, id: string): void {
  if (id !== deployment.userPool.id) throw resourceNotFound(`User pool ${id} does not exist.`);
}

/** AuthFlowType, in the order of AWS's error message. */
export const authFlows = [
  'USER_SRP_AUTH',
  'REFRESH_TOKEN_AUTH',
  'REFRESH_TOKEN',
  'CUSTOM_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'USER_AUTH',
] as const;
export type AuthFlow = (typeof authFlows)[number];

/** What ExplicitAuthFlows has to contain; the second name is the one from before November 2019. */
const allowedBy: Readonly<Record<AuthFlow, readonly string[]>> = {
  USER_SRP_AUTH: ['ALLOW_USER_SRP_AUTH'],
  REFRESH_TOKEN_AUTH: ['ALLOW_REFRESH_TOKEN_AUTH'],
  REFRESH_TOKEN: ['ALLOW_REFRESH_TOKEN_AUTH'],
  CUSTOM_AUTH: ['ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY'],
  ADMIN_NO_SRP_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  USER_PASSWORD_AUTH: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
  ADMIN_USER_PASSWORD_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  USER_AUTH: ['ALLOW_USER_AUTH'],
};
/** What a client without ExplicitAuthFlows allows (CreateUserPoolClient). */
const defaultFlows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** @throws InvalidParameterException where the client does not allow the flow, or this Cognito does not have it */
export function requireFlow(client: UserPoolClient, flow: AuthFlow, admin: boolean): void {
  if (flow.startsWith('ADMIN_') && !admin) throw invalidParameter('Initiate Auth method not supported.');
  const enabled = client.explicitAuthFlows.length > 0 ? client.explicitAuthFlows : defaultFlows;
  if (!allowedBy[flow].some(name => enabled.includes(name))) throw notEnabled(flow);
  if (!['CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'].includes(flow))
    throw invalidParameter(
      `${flow} is not implemented in this local Cognito, which has CUSTOM_AUTH and refresh.`,
    );
}

/** AWS words it differently for each family of flows (seen in many public bug reports). */
function notEnabled(flow: AuthFlow): AwsError {
  if (flow === 'CUSTOM_AUTH' || flow === 'USER_SRP_AUTH')
    return invalidParameter(`${flow} is not enabled for the client.`);
  if (flow.startsWith('ADMIN_')) return invalidParameter('Auth flow not enabled for this client');
  return invalidParameter(`${flow} flow not enabled for this client`);
}

/**
 * Checks SECRET_HASH, base64 of HMAC-SHA-256(client secret, user name + client id), over any of `names`.
 * @throws NotAuthorizedException
 */
export function requireSecretHash(
  client: UserPoolClient,
  names: readonly string[],
  hash: string | undefined,
): void {
  const { id, secret } = client;
  if (secret === undefined) {
    if (hash === undefined) return;
    throw notAuthorized(`Unable to verify secret hash for client ${id}`);
  }
  if (hash === undefined)
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  const matches = names.some(name =>
    equal(createHmac('sha256', secret).update(`${name}${id}`).digest('base64'), hash),
  );
  if (!matches) throw notAuthorized(`SecretHash does not match for the client: ${id}`);
}

export const hasSecret = (client: UserPoolClient, secret: string | undefined): boolean =>
  client.secret === undefined ? secret === undefined : secret !== undefined && equal(client.secret, secret);

/** Compares digests, so that neither length nor content shows in the time it takes. */
function equal(one: string, other: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}
