/** Successful sign-ins: what a refresh token represents, and whether it is still valid. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { UserPoolClient } from '../deployment.ts';
import type { DeviceId } from './devices.ts';
import type { User } from './users.ts';

export interface Grant {
  readonly clientId: string;
  readonly userName: string;
  readonly sub: string;
  /** `event_id` in every token of this sign-in. */
  readonly eventId: string;
  readonly originJti: string;
  /** Epoch seconds. */
  readonly authTime: number;
  /** Epoch milliseconds, of the refresh token. */
  readonly expiresAt: number;
  /** What the sign-in was made on, where the pool remembers devices. */
  readonly device?: DeviceId;
  revoked: boolean;
}

export interface Grants {
  /** Gives the refresh token, opaque. */
  start(user: User, client: UserPoolClient, device?: DeviceId): { grant: Grant; refreshToken: string };
  byRefreshToken(token: string): Grant | undefined;
  /** Gives a new refresh token for the remaining time of the old one, which works for `graceMs` more. */
  rotate(token: string, graceMs: number): string;
  /** Whether the token was rotated out, and its grace is over. */
  isSpent(token: string): boolean;
  byEventId(eventId: string): Grant | undefined;
  revokeAll(user: User): void;
  clear(): void;
  /** What a later run begins with. */
  saved(): SavedGrants;
}

/** Grants by their refresh tokens, and until when those that were rotated out still work. */
export interface SavedGrants {
  readonly byToken: readonly (readonly [string, Grant])[];
  readonly rotated: readonly (readonly [string, number])[];
}

/** How long an expired refresh token is still told from one that never was. */
const rememberMs = 24 * 3600_000;

export function createGrants(now: () => number, saved?: SavedGrants): Grants {
  const byEvent = new Map(saved?.byToken.map(([, grant]) => [grant.eventId, { ...grant }]));
  // Refresh tokens that were rotated belong to one grant, which is revoked for all of them.
  const byToken = new Map(
    saved?.byToken.map(([token, grant]) => [token, byEvent.get(grant.eventId) ?? grant]),
  );
  /** Refresh tokens that were rotated out, and until when they still work. */
  const rotated = new Map(saved?.rotated);
  const newToken = () => randomBytes(384).toString('base64url');

  const forgetExpired = () => {
    for (const [token, { expiresAt, eventId }] of byToken) {
      if (now() < expiresAt + rememberMs) continue;
      byToken.delete(token);
      rotated.delete(token);
      byEvent.delete(eventId);
    }
  };

  return {
    start: (user, client, device) => {
      forgetExpired();
      const grant: Grant = {
        clientId: client.id,
        userName: user.name,
        sub: user.sub,
        eventId: randomUUID(),
        originJti: randomUUID(),
        authTime: Math.floor(now() / 1000),
        expiresAt: now() + client.refreshTokenValiditySeconds * 1000,
        ...(device && { device }),
        revoked: false,
      };
      const refreshToken = newToken();
      byToken.set(refreshToken, grant);
      byEvent.set(grant.eventId, grant);
      return { grant, refreshToken };
    },
    byRefreshToken: token => byToken.get(token),
    rotate: (token, graceMs) => {
      const grant = byToken.get(token);
      if (!grant) throw new Error('The refresh token to rotate does not exist.');
      if (!rotated.has(token)) rotated.set(token, now() + graceMs);
      const next = newToken();
      byToken.set(next, grant);
      return next;
    },
    isSpent: token => now() >= (rotated.get(token) ?? Number.POSITIVE_INFINITY),
    byEventId: eventId => byEvent.get(eventId),
    revokeAll: user => {
      for (const grant of byToken.values()) if (grant.sub === user.sub) grant.revoked = true;
    },
    clear: () => {
      for (const map of [byToken, byEvent, rotated]) map.clear();
    },
    saved: () => ({ byToken: [...byToken], rotated: [...rotated] }),
  };
}
