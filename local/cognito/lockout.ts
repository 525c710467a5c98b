/**
 * After five wrong passwords or codes a user has to wait: a second, then twice as long after each further one, up to some
 * fifteen minutes. It is over with a right one, or after fifteen minutes without any (Developer Guide, "Lockout behavior
 * for failed sign-in attempts": for passwords, also in a custom flow; that codes of MFA have the like is from the page on
 * TOTP). Custom challenges are not counted: that is the flow's own business.
 */

import { notAuthorized } from './errors.ts';

export interface Lockouts {
  /**
   * @param subject what is guessed, and whose it is
   * @throws NotAuthorizedException while the user has to wait; such a try counts for nothing
   */
  requireOpen(subject: string): void;
  failed(subject: string): void;
  passed(subject: string): void;
  clear(): void;
}

const FREE_TRIES = 5;
const LONGEST_MS = 15 * 60_000;

export function createLockouts(now: () => number): Lockouts {
  const tries = new Map<string, { failures: number; until: number }>();
  return {
    requireOpen: subject => {
      if (now() < (tries.get(subject)?.until ?? 0)) throw notAuthorized('Password attempts exceeded');
    },
    failed: subject => {
      const last = tries.get(subject);
      const isForgotten = last === undefined || now() >= last.until + LONGEST_MS;
      const failures = isForgotten ? 1 : last.failures + 1;
      const wait = failures < FREE_TRIES ? 0 : Math.min(1000 * 2 ** (failures - FREE_TRIES), LONGEST_MS);
      tries.set(subject, { failures, until: now() + wait });
    },
    passed: subject => void tries.delete(subject),
    clear: () => tries.clear(),
  };
}
