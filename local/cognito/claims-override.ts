/**
 * What a pre token generation function may change in the tokens (Developer Guide, "Pre token generation Lambda
 * trigger"). In an event of version 1 that is the ID token, and the groups of both; later ones have the access token too,
 * and values that are not text.
 */

import type { Json, JsonObject } from '../aws-service.ts';
import type { UserPool } from '../deployment.ts';
import { type GroupConfiguration, groupClaims, groupsClaim } from './groups.ts';
import { readObject, readParameters, readText, readTexts } from './trigger-events.ts';

export interface ClaimsOverride {
  readonly id: Changes;
  readonly access: Changes & {
    readonly scopesToAdd: readonly string[];
    readonly scopesToSuppress: readonly string[];
  };
  /** In place of the user's own; empty ones take the groups away. Absent where the function says nothing of them. */
  readonly groups?: GroupConfiguration;
}

interface Changes {
  readonly add: JsonObject;
  readonly suppress: readonly string[];
}

/**
 * @param version of the event that was sent: the details of the other form mean nothing (unverified)
 * @throws InvalidLambdaResponseException
 */
export function readClaimsOverride(
  response: JsonObject,
  version: UserPool['preTokenGenerationVersion'] = 'V1_0',
): ClaimsOverride {
  if (version === 'V1_0') {
    const details = readObject(response.claimsOverrideDetails ?? {});
    const add = readParameters(details.claimsToAddOrOverride ?? {});
    return { id: readChanges(details, add), access: noAccessChanges, ...readGroups(details) };
  }
  const details = readObject(response.claimsAndScopeOverrideDetails ?? {});
  const id = readObject(details.idTokenGeneration ?? {});
  const access = readObject(details.accessTokenGeneration ?? {});
  return {
    id: readChanges(id, readObject(id.claimsToAddOrOverride ?? {})),
    access: {
      ...readChanges(access, readObject(access.claimsToAddOrOverride ?? {})),
      scopesToAdd: readTexts(access.scopesToAdd ?? []),
      scopesToSuppress: readTexts(access.scopesToSuppress ?? []),
    },
    ...readGroups(details),
  };
}

const readChanges = ({ claimsToSuppress }: JsonObject, add: JsonObject): Changes => ({
  add,
  suppress: readTexts(claimsToSuppress ?? []),
});

const noAccessChanges: ClaimsOverride['access'] = {
  add: {},
  suppress: [],
  scopesToAdd: [],
  scopesToSuppress: [],
};

/**
 * "If you provide an empty or null object in the response, then Amazon Cognito suppresses the groups." To a function
 * that names none at all, as AWS's own examples do, they stay (unverified).
 */
function readGroups({ groupOverrideDetails: given }: JsonObject): Pick<ClaimsOverride, 'groups'> {
  if (given === undefined) return {};
  const { groupsToOverride, iamRolesToOverride, preferredRole } = readObject(given ?? {});
  const list = (value: Json = null) => readTexts(value ?? []);
  return {
    groups: {
      groups: list(groupsToOverride),
      roles: list(iamRolesToOverride),
      preferredRole: readText(preferredRole),
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

/** Roles go with the groups: to suppress `cognito:groups` is to suppress them too. @param own the user's groups */
export const overrideIdClaims = (
  claims: JsonObject,
  { id, groups }: ClaimsOverride,
  own: GroupConfiguration,
): JsonObject => ({
  ...change(claims, id),
  ...(!id.suppress.includes('cognito:groups') && groupClaims(groups ?? own)),
});

/** Version 1 has no list for the access token: there it suppresses only the groups. */
export function overrideAccessClaims(
  claims: JsonObject,
  { id, access, groups }: ClaimsOverride,
  own: GroupConfiguration,
): JsonObject {
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
    ...(!suppressed && groupsClaim(groups ?? own)),
  };
}

/** What a pool without the trigger does to the claims. */
export const noOverride: ClaimsOverride = { id: { add: {}, suppress: [] }, access: noAccessChanges };
