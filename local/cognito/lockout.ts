/**
 * After five wrong codes a user has to wait: a second, then twice as long after each further one, up to some fifteen
 * minutes (Developer Guide, "Lockout behavior for failed sign-in attempts", which MFA codes share).
 */

import { notAuthorized } from './errors.ts';

export interface Lockouts {
  /** @throws NotAuthorizedException while the user has to wait; such a try counts for nothing */
  requireOpen(sub: string): void;
  failed(sub: string): void;
  passed(sub: string): void;
}

const FREE_TRIES = 5;
const LONGEST_MS = 15 * 60_000;

export function createLockouts(now: () => number): Lockouts {
  const tries = new Map<string, { failures: number; until: number }>();
  return {
    requireOpen: sub => {
      if (now() < (tries.get(sub)?.until ?? 0)) throw notAuthorized('Password attempts exceeded');
    },
    failed: sub => {
      const failures = (tries.get(sub)?.failures ?? 0) + 1;
      const wait = failures < FREE_TRIES ? 0 : Math.min(1000 * 2 ** (failures - FREE_TRIES), LONGEST_MS);
      tries.set(sub, { failures, until: now() + wait });
    },
    passed: sub => void tries.delete(sub),
  };
}
