/**
 * How often a user may ask for codes, give them back, and change a password, in an hour.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html#resource-quotas-cup-codes
 */

import type { Context } from './context.ts';
import { limitExceeded } from './errors.ts';
import type { User } from './users.ts';

const perHour = {
  /** ForgotPassword and ConfirmForgotPassword: "5–20", by the risk of the request, and here there is none. */
  recovery: 20,
  ResendConfirmationCode: 5,
  ConfirmSignUp: 15,
  ChangePassword: 5,
  GetUserAttributeVerificationCode: 5,
  VerifyUserAttribute: 15,
} as const;

export type Quota = keyof typeof perHour;

export interface Quotas {
  /**
   * Counts a request, whatever comes of it.
   * @param who a user, or a name that nobody has (`whose`)
   * @throws LimitExceededException
   */
  take(quota: Quota, who: { readonly sub: string } | string): void;
  clear(): void;
}

/**
 * Whose quota a sign-in name takes from. A name that nobody has is counted too, and its spellings together: otherwise it
 * would not look like one that somebody has.
 */
export const whose = ({ deployment, users }: Context, signInName: string): User | string =>
  users.find(signInName) ??
  (deployment.userPool.usernameCaseSensitive ? signInName : signInName.toLowerCase());

const HOUR_MS = 3_600_000;

/** Any sixty minutes are an hour (unverified: it may be one of the clock). */
export function createQuotas(now: () => number): Quotas {
  /** Epoch milliseconds of the requests that count, oldest first. */
  const taken = new Map<string, readonly number[]>();
  const recent = (times: readonly number[]) => times.filter(time => now() < time + HOUR_MS);
  return {
    take: (quota, who) => {
      for (const [key, times] of taken) if (recent(times).length === 0) taken.delete(key);
      const key = JSON.stringify([quota, typeof who === 'string' ? { name: who } : { sub: who.sub }]);
      const times = recent(taken.get(key) ?? []);
      if (times.length >= perHour[quota]) throw limitExceeded();
      taken.set(key, [...times, now()]);
    },
    clear: () => taken.clear(),
  };
}
