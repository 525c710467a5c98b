/**
 * What a pre token generation function may change in the tokens (Developer Guide, "Pre token generation Lambda
 * trigger"). In an event of version 1 that is the ID token, and the groups of both; later ones have the access token too,
 * and values that are not text.
 */

import type { JsonObject } from '../aws-service.ts';
import { readObject, readParameters, readText, readTexts } from './trigger-events.ts';

export interface ClaimsOverride {
  readonly id: Changes;
  readonly access: Changes & { readonly scopesToAdd: string[]; readonly scopesToSuppress: string[] };
  /** Empty ones take the groups away. */
  readonly groups: {
    readonly groups: readonly string[];
    readonly roles: readonly string[];
    readonly preferredRole: string | null;
  };
}

interface Changes {
  readonly add: JsonObject;
  readonly suppress: readonly string[];
}

/** @throws InvalidLambdaResponseException */
export function readClaimsOverride(response: JsonObject): ClaimsOverride {
  const first = readObject(response.claimsOverrideDetails ?? {});
  const later = readObject(response.claimsAndScopeOverrideDetails ?? {});
  const [id, access] = [later.idTokenGeneration, later.accessTokenGeneration].map(part =>
    readObject(part ?? {}),
  );
  const groups = readObject(first.groupOverrideDetails ?? later.groupOverrideDetails ?? {});
  return {
    id: {
      add: {
        ...readParameters(first.claimsToAddOrOverride ?? {}),
        ...readObject(id?.claimsToAddOrOverride ?? {}),
      },
      suppress: readTexts(first.claimsToSuppress ?? id?.claimsToSuppress ?? []),
    },
    access: {
      add: readObject(access?.claimsToAddOrOverride ?? {}),
      suppress: readTexts(access?.claimsToSuppress ?? []),
      scopesToAdd: readTexts(access?.scopesToAdd ?? []),
      scopesToSuppress: readTexts(access?.scopesToSuppress ?? []),
    },
    groups: {
      groups: readTexts(groups.groupsToOverride ?? []),
      roles: readTexts(groups.iamRolesToOverride ?? []),
      preferredRole: readText(groups.preferredRole),
    },
  };
}

/** Claims that are Cognito's alone, besides all others that begin with `cognito:`. */
const fixed = new Set(
  `sub username identities aud client_id event_id device_key version acr amr at_hash auth_time azp exp iat iss jti nbf
  nonce origin_jti token_use`.split(/\s+/),
);
const isFixed = (name: string) => fixed.has(name) || name.startsWith('cognito:');

/** Suppression wins over addition; an attribute of a developer (`dev:`) can be suppressed and not changed. */
function change(claims: JsonObject, { add, suppress }: Changes): JsonObject {
  const added = Object.entries(add).filter(([name]) => !isFixed(name) && !name.startsWith('dev:'));
  const changed: JsonObject = { ...claims, ...Object.fromEntries(added) };
  for (const name of suppress) if (!isFixed(name)) delete changed[name];
  return changed;
}

/** Roles go with the groups: to suppress `cognito:groups` is to suppress them too. */
export const overrideIdClaims = (claims: JsonObject, { id, groups }: ClaimsOverride): JsonObject => ({
  ...change(claims, id),
  ...(!id.suppress.includes('cognito:groups') && {
    ...groupClaims(groups),
    ...(groups.roles.length > 0 && { 'cognito:roles': [...groups.roles] }),
    ...(groups.preferredRole !== null && { 'cognito:preferred_role': groups.preferredRole }),
  }),
});

/** Version 1 has no list for the access token: there it suppresses only the groups. */
export function overrideAccessClaims(claims: JsonObject, { id, access, groups }: ClaimsOverride): JsonObject {
  const { scope = '', ...rest } = change(claims, access);
  const scopes = [...String(scope).split(' '), ...access.scopesToAdd].filter(
    each => each !== '' && !access.scopesToSuppress.includes(each),
  );
  const suppressed = [...id.suppress, ...access.suppress].includes('cognito:groups');
  return {
    ...rest,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    // An access token may name its client as the audience, and nobody else.
    ...(access.add.aud !== undefined && access.add.aud === claims.client_id && { aud: access.add.aud }),
    ...(!suppressed && groupClaims(groups)),
  };
}

const groupClaims = ({ groups }: ClaimsOverride['groups']): JsonObject =>
  groups.length > 0 ? { 'cognito:groups': [...groups] } : {};
