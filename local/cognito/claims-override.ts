/** What a pre token generation function may change in the tokens (Developer Guide, "Claims and scopes reference"). */

import type { JsonObject } from '../aws-service.ts';
import type { ClaimsOverride } from './trigger-events.ts';

/** Claims that are Cognito's alone, besides all others that begin with `cognito:`. */
const fixed = new Set(
  `sub username identities aud client_id event_id device_key version acr amr at_hash auth_time azp exp iat iss jti nbf
  nonce origin_jti token_use`.split(/\s+/),
);
const isFixed = (name: string) => fixed.has(name) || name.startsWith('cognito:');

/** Suppression wins over addition; an attribute of a developer (`dev:`) can be suppressed and not changed. */
export function overrideIdClaims(claims: JsonObject, { add, suppress, groups }: ClaimsOverride): JsonObject {
  const added = Object.entries(add).filter(([name]) => !isFixed(name) && !name.startsWith('dev:'));
  const changed: JsonObject = { ...claims, ...Object.fromEntries(added) };
  for (const name of suppress) if (!isFixed(name)) delete changed[name];
  if (suppress.includes('cognito:groups')) return changed;
  return {
    ...changed,
    ...groupClaims(groups),
    ...(groups.roles.length > 0 && { 'cognito:roles': [...groups.roles] }),
    ...(groups.preferredRole !== null && { 'cognito:preferred_role': groups.preferredRole }),
  };
}

/** Groups are all that an event of version 1 can change in an access token. */
export const overrideAccessClaims = (
  claims: JsonObject,
  { suppress, groups }: ClaimsOverride,
): JsonObject => ({ ...claims, ...(!suppress.includes('cognito:groups') && groupClaims(groups)) });

const groupClaims = ({ groups }: ClaimsOverride['groups']): JsonObject =>
  groups.length > 0 ? { 'cognito:groups': [...groups] } : {};
