/**
 * Groups of users, and what they say in tokens.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */

import type { JsonObject } from '../aws-service.ts';
import type { User } from './users.ts';

export interface Group {
  readonly name: string;
  readonly description?: string;
  readonly roleArn?: string;
  /** 0 comes first; a group without one comes after all that have one. */
  readonly precedence?: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface Groups {
  find(name: string): Group | undefined;
  /** In the order of their creation. */
  all(): readonly Group[];
  /** Adds the group, or changes the one of that name; its members stay. */
  put(group: Group): void;
  /** Its members are in it no longer. */
  remove(group: Group): void;
  join(group: Group, user: User): void;
  leave(group: Group, user: User): void;
  has(group: Group, user: User): boolean;
  /** The best precedence first; AWS does not document an order (unverified). */
  of(user: User): readonly Group[];
  clear(): void;
  /** What a later run begins with. */
  saved(): SavedGroups;
}

/** Groups with the `sub` of each member. */
export type SavedGroups = readonly (readonly [Group, readonly string[]])[];

export function createGroups(saved: SavedGroups = []): Groups {
  const byName = new Map(saved.map(([group, subs]) => [group.name, { group, members: new Set(subs) }]));
  const membersOf = ({ name }: Group) => byName.get(name)?.members;
  return {
    find: name => byName.get(name)?.group,
    all: () => [...byName.values()].map(({ group }) => group),
    put: group => void byName.set(group.name, { group, members: membersOf(group) ?? new Set() }),
    remove: ({ name }) => void byName.delete(name),
    join: (group, { sub }) => void membersOf(group)?.add(sub),
    leave: (group, { sub }) => void membersOf(group)?.delete(sub),
    has: (group, { sub }) => membersOf(group)?.has(sub) ?? false,
    of: ({ sub }) =>
      [...byName.values()]
        .filter(({ members }) => members.has(sub))
        .map(({ group }) => group)
        .sort((one, other) => compare(rank(one), rank(other))),
    clear: () => byName.clear(),
    saved: () => [...byName.values()].map(({ group, members }) => [group, [...members]]),
  };
}

const rank = ({ precedence = Number.POSITIVE_INFINITY }: Group): number => precedence;

/** Not a difference: that of two infinities is not a number. */
const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);

/** Names and roles of a user's groups, as pre token generation gets and gives them. */
export interface GroupConfiguration {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole: string | null;
}

/** @param groups the best precedence first */
export const groupConfiguration = (groups: readonly Group[]): GroupConfiguration => ({
  groups: groups.map(({ name }) => name),
  roles: rolesOf(groups),
  preferredRole: preferredRole(groups),
});

const rolesOf = (groups: readonly Group[]): string[] => [
  ...new Set(groups.flatMap(({ roleArn }) => roleArn ?? [])),
];

/**
 * "If two groups with the same precedence value have the same role ARN, that role is used […] If the two groups have
 * different role ARNs, the claim is not set." A best group without a role gives none either (unverified).
 */
function preferredRole(groups: readonly Group[]): string | null {
  const [first] = groups;
  if (!first) return null;
  const best = groups.filter(group => rank(group) === rank(first));
  return best.every(({ roleArn }) => roleArn === first.roleArn) ? (first.roleArn ?? null) : null;
}

/** Of an access token. */
export const groupsClaim = ({ groups }: GroupConfiguration): JsonObject =>
  groups.length > 0 ? { 'cognito:groups': [...groups] } : {};

/** Of an ID token, which has the roles too. */
export const groupClaims = (configuration: GroupConfiguration): JsonObject => ({
  ...groupsClaim(configuration),
  ...(configuration.roles.length > 0 && { 'cognito:roles': [...configuration.roles] }),
  ...(configuration.preferredRole !== null && { 'cognito:preferred_role': configuration.preferredRole }),
});
