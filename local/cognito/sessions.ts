/**
 * The Session strings between two calls of a sign-in: random, used once, short-lived.
 *
 * AWS seals the state into the string; here it stays in memory, so that the string gives nothing away and a
 * second use is refused even when it comes at the same moment.
 */

import { randomBytes } from 'node:crypto';
import type { Challenge, ChallengeResult } from './challenges.ts';
import { invalidSession, notAuthorized } from './errors.ts';

export interface AuthSession {
  /** The sign-in that it belongs to. */
  readonly signInId?: string;
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
  /** DEVICE_KEY, where the client has given one. */
  readonly deviceKey?: string;
  readonly challenge: Challenge;
}

export interface Sessions {
  /** Gives the Session string; `id` only where the protocol fixes it. */
  open(session: AuthSession, lifetimeMs: number, id?: string): string;
  /**
   * Takes the session out: of any number of calls with one string, only the first gets it.
   * @throws NotAuthorizedException
   */
  take(id: string): AuthSession;
  /** Undoes `take`, after an answer that the user may correct. */
  restore(id: string, session: AuthSession): void;
  clear(): void;
}

/** How long a string is remembered, to tell "expired" and "used" from "never seen". */
const rememberMs = 30 * 60_000;
const capacity = 10_000;

/** A string that reveals nothing but its length, which grows with what AWS would have sealed into it. */
export const newSessionId = (session: Sized): string =>
  randomBytes(SEALING_BYTES + bytesOf(session)).toString('base64');

type Sized = Pick<AuthSession, 'results'> & { readonly challenge?: Challenge };

/**
 * What Cognito adds to the entries and the open question. `functions/flow/session-budget.ts` reckons with the same: 1100
 * bytes and the entries, in base64. A Session beyond 8192 characters is given out, as AWS does, and refused when it
 * comes back (`fields.ts`). Both numbers are unverified.
 */
const SEALING_BYTES = 1100;

function bytesOf({ results, challenge }: Sized): number {
  const kept =
    challenge?.name === 'CUSTOM_CHALLENGE'
      ? { private: challenge.privateParameters, metadata: challenge.metadata }
      : {};
  return Buffer.byteLength(JSON.stringify(results) + JSON.stringify(kept));
}

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
    open: (session, lifetimeMs, id = newSessionId(session)) => {
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
    restore: (id, session) => {
      const entry = entries.get(id);
      if (entry) entry.session = session;
    },
    clear: () => entries.clear(),
  };
}
