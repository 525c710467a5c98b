/**
 * The Session strings between two calls of a sign-in: random, used once, short-lived.
 *
 * AWS seals the state into the string; here it stays in memory, so that the string gives nothing away and a
 * second use is refused even when it comes at the same moment.
 */

import { randomBytes } from 'node:crypto';
import { invalidSession, notAuthorized } from './errors.ts';
import type { PasswordChallenge } from './password-challenge.ts';

/** One finished round, as define and create see it. */
export interface ChallengeResult {
  readonly challengeName: 'CUSTOM_CHALLENGE' | 'SRP_A' | 'PASSWORD_VERIFIER';
  readonly challengeResult: boolean;
  readonly challengeMetadata: string | null;
}

export interface CustomChallenge {
  readonly name: 'CUSTOM_CHALLENGE';
  readonly privateParameters: Readonly<Record<string, string>>;
  readonly metadata: string | null;
}

export interface AuthSession {
  readonly clientId: string;
  /** As typed; an alias, perhaps. */
  readonly signInName: string;
  /** The real user name, or the made-up one of an unknown user. */
  readonly userName: string;
  /** Absent for an unknown user. */
  readonly sub?: string;
  readonly results: readonly ChallengeResult[];
  /** The client's public value, where InitiateAuth carried one. */
  readonly srpA?: bigint;
  readonly challenge: CustomChallenge | PasswordChallenge;
}

export interface Sessions {
  /** Gives the Session string; `id` only where the protocol fixes it. */
  open(session: AuthSession, lifetimeMs: number, id?: string): string;
  /**
   * Takes the session out: of any number of calls with one string, only the first gets it.
   * @throws NotAuthorizedException
   */
  take(id: string): AuthSession;
}

/** How long a string is remembered, to tell "expired" and "used" from "never seen". */
const rememberMs = 30 * 60_000;
const capacity = 10_000;

export const newSessionId = (): string => randomBytes(192).toString('base64');

export function createSessions(now: () => number): Sessions {
  const entries = new Map<string, { session?: AuthSession; expiresAt: number; forgetAt: number }>();

  /** The map keeps the order of insertion, which is the order of `forgetAt`. */
  const forgetOld = () => {
    for (const [id, { forgetAt }] of entries) {
      if (forgetAt > now() && entries.size < capacity) return;
      entries.delete(id);
    }
  };

  return {
    open: (session, lifetimeMs, id = newSessionId()) => {
      forgetOld();
      entries.set(id, { session, expiresAt: now() + lifetimeMs, forgetAt: now() + rememberMs });
      return id;
    },
    take: id => {
      const entry = entries.get(id);
      if (!entry) throw invalidSession();
      if (!entry.session) throw notAuthorized('Invalid session for the user, session can only be used once.');
      if (now() >= entry.expiresAt) throw notAuthorized('Invalid session for the user, session is expired.');
      const { session } = entry;
      delete entry.session;
      return session;
    },
  };
}
