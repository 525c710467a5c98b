/** What a user pool knows besides its configuration: it stays when another configuration is deployed. */

import { randomBytes } from 'node:crypto';
import { createGrants, type Grants, type SavedGrants } from './grants.ts';
import { createGroups, type Groups, type SavedGroups } from './groups.ts';
import { createLockouts, type Lockouts } from './lockout.ts';
import { createQuotas, type Quotas } from './quotas.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSigner, type KeyPair, rsaKeyPair, type SavedKey, type Signer } from './signer.ts';
import type { User } from './users.ts';

export interface PoolState {
  /** By name, as the pool tells names apart. */
  readonly users: Map<string, User>;
  readonly groups: Groups;
  readonly quotas: Quotas;
  readonly sessions: Sessions;
  readonly grants: Grants;
  readonly signer: Signer;
  readonly lockouts: Lockouts;
  /** Derives what an unknown user seems to be. */
  readonly decoyKey: Buffer;
}

/** What of it a later run begins with. Sessions live for minutes, so they are not among it. */
export interface SavedPool {
  readonly users: readonly User[];
  readonly groups: SavedGroups;
  readonly grants: SavedGrants;
  readonly signingKey: SavedKey;
  /** base64 */
  readonly decoyKey: string;
}

export function newPoolState(
  now: () => number,
  makeKeyPair: () => KeyPair = rsaKeyPair,
  saved?: SavedPool,
): PoolState {
  return {
    users: new Map(saved?.users.map(user => [user.name, user])),
    groups: createGroups(saved?.groups),
    quotas: createQuotas(now),
    sessions: createSessions(now),
    grants: createGrants(now, saved?.grants),
    signer: createSigner(makeKeyPair, saved?.signingKey),
    lockouts: createLockouts(now),
    decoyKey: saved ? Buffer.from(saved.decoyKey, 'base64') : randomBytes(32),
  };
}

export const savedPool = ({ users, groups, grants, signer, decoyKey }: PoolState): SavedPool => ({
  users: [...users.values()],
  groups: groups.saved(),
  grants: grants.saved(),
  signingKey: signer.saved(),
  decoyKey: decoyKey.toString('base64'),
});

/** Nobody has signed up, and nobody is signed in. The keys stay. */
export function clearPool({ users, groups, quotas, sessions, grants, lockouts }: PoolState): void {
  for (const each of [users, groups, quotas, sessions, grants, lockouts]) each.clear();
}
