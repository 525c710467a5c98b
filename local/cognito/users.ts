/** The users of the pool, in memory: found by user name or by what the pool lets them sign in with. */

import type { UserPool } from '../deployment.ts';
import type { Device } from './devices.ts';
import type { UserMfa } from './mfa.ts';
import type { PasswordVerifier } from './srp.ts';

export interface User {
  /** The real user name: `sub` in a pool whose users sign in with an e-mail address. */
  readonly name: string;
  readonly sub: string;
  /** Without `sub`; all values are strings, like in Cognito's own API. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly status: 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';
  readonly enabled: boolean;
  readonly password: PasswordVerifier;
  /** Epoch milliseconds: a temporary password lives for some days. */
  readonly passwordSetAt: number;
  /** Newest first; the pool's policy may forbid them. */
  readonly earlierPasswords: readonly PasswordVerifier[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly mfa?: UserMfa;
  readonly devices?: readonly Device[];
  /** What was sent and is not used yet. */
  readonly codes: Readonly<Partial<Record<CodePurpose, SentCode>>>;
}

/** What can be verified, and what a code is sent to. */
export type Address = 'email' | 'phone_number';

/** To confirm a sign-up, to set a forgotten password, or to verify an address. */
export type CodePurpose = 'signUp' | 'recovery' | Address;

export interface SentCode {
  readonly code: string;
  readonly expiresAt: number;
  /** Where it went. */
  readonly attribute: Address;
  /** An address that becomes the user's only once the code came back. */
  readonly value?: string;
}

export interface Users {
  /** By user name, or by an attribute that the pool lets people sign in with. */
  find(signInName: string): User | undefined;
  /** Whether two spellings are one name in this pool. */
  same(one: string, other: string): boolean;
  /** The one other user who already signs in with this value. */
  aliasOwner(attribute: string, value: string, except: string): User | undefined;
  add(user: User): void;
  /** Gives the changed user. */
  update(user: User, changes: Partial<Omit<User, 'name' | 'sub'>>): User;
  remove(user: User): void;
  /** In the order of their creation. */
  all(): readonly User[];
}

/** @param byName users that are there already, by whatever a pool with other settings found them: it is changed here */
export function createUsers(
  pool: UserPool,
  now: () => number,
  byName: Map<string, User> = new Map<string, User>(),
): Users {
  const fold = (name: string) => (pool.usernameCaseSensitive ? name : name.toLowerCase());
  for (const [key, user] of [...byName]) {
    if (key === fold(user.name)) continue;
    byName.delete(key);
    byName.set(fold(user.name), user);
  }
  const same = (one: string, other: string) => fold(one) === fold(other);
  const holdsAlias = (user: User, attribute: string) =>
    pool.usernameAttributes.includes(attribute) ||
    // An alias counts once it is verified; preferred_username has nothing to verify.
    (pool.aliasAttributes.includes(attribute) &&
      (attribute === 'preferred_username' || user.attributes[`${attribute}_verified`] === 'true'));
  const owner = (attribute: string, value: string) =>
    [...byName.values()].find(
      user => holdsAlias(user, attribute) && same(user.attributes[attribute] ?? '', value),
    );

  return {
    find: signInName => {
      if (signInName === '') return undefined;
      const named = byName.get(fold(signInName));
      if (named) return named;
      for (const attribute of [...pool.usernameAttributes, ...pool.aliasAttributes]) {
        const user = owner(attribute, signInName);
        if (user) return user;
      }
      return undefined;
    },
    same,
    aliasOwner: (attribute, value, except) => {
      const user = owner(attribute, value);
      return user && user.name !== except ? user : undefined;
    },
    add: user => void byName.set(fold(user.name), user),
    update: (user, changes) => {
      const changed = { ...user, ...changes, modifiedAt: now() };
      byName.set(fold(user.name), changed);
      return changed;
    },
    remove: user => void byName.delete(fold(user.name)),
    all: () => [...byName.values()],
  };
}
