/** Sign-ins that succeeded: what a refresh token stands for, and whether it still does. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { UserPoolClient } from '../deployment.ts';
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
  revoked: boolean;
}

export interface Grants {
  /** Gives the refresh token, opaque. */
  start(user: User, client: UserPoolClient): { grant: Grant; refreshToken: string };
  byRefreshToken(token: string): Grant | undefined;
  byEventId(eventId: string): Grant | undefined;
  revokeAll(user: User): void;
}

/** How long an expired refresh token is still told from one that never was. */
const rememberMs = 24 * 3600_000;

export function createGrants(now: () => number): Grants {
  const byToken = new Map<string, Grant>();
  const byEvent = new Map<string, Grant>();

  const forgetExpired = () => {
    for (const [token, { expiresAt, eventId }] of byToken) {
      if (now() < expiresAt + rememberMs) continue;
      byToken.delete(token);
      byEvent.delete(eventId);
    }
  };

  return {
    start: (user, client) => {
      forgetExpired();
      const grant: Grant = {
        clientId: client.id,
        userName: user.name,
        sub: user.sub,
        eventId: randomUUID(),
        originJti: randomUUID(),
        authTime: Math.floor(now() / 1000),
        expiresAt: now() + client.refreshTokenValiditySeconds * 1000,
        revoked: false,
      };
      const refreshToken = randomBytes(384).toString('base64url');
      byToken.set(refreshToken, grant);
      byEvent.set(grant.eventId, grant);
      return { grant, refreshToken };
    },
    byRefreshToken: token => byToken.get(token),
    byEventId: eventId => byEvent.get(eventId),
    revokeAll: user => {
      for (const grant of byToken.values()) if (grant.sub === user.sub) grant.revoked = true;
    },
  };
}
