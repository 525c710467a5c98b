/**
 * Cognito's own MFA: which factors a user has, and which of them a sign-in asks for after the password (Developer
 * Guide, "Adding MFA to a user pool", "Details of MFA logic at user runtime").
 */

import { AwsError, type JsonObject } from '../aws-service.ts';
import type { Mfa, UserPool } from '../deployment.ts';
import type { User } from './users.ts';

/** In the order in which they are offered. */
export const factors = ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'] as const;
export type Factor = (typeof factors)[number];

/** What a user has set up. */
export interface UserMfa {
  readonly enabled: readonly Factor[];
  readonly preferred?: Factor | undefined;
  readonly token?: SoftwareToken;
  /** Handed out by AssociateSoftwareToken, and not verified yet. */
  readonly pendingSecret?: string | undefined;
}

export interface SoftwareToken {
  /** base32 */
  readonly secret: string;
  readonly friendlyName: string;
  /** The time step of the last code that was taken: none works twice. */
  readonly lastStep: number;
}

/** The attribute that a message of the factor goes to. */
export const addressOf = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email' } as const;

/** The factors that the pool has and the user could be asked for. */
export const usableFactors = (pool: Mfa, { attributes, mfa }: User): readonly Factor[] => {
  const usable: Record<Factor, boolean> = {
    SMS_MFA: pool.sms && Boolean(attributes.phone_number),
    EMAIL_OTP: pool.email && Boolean(attributes.email),
    SOFTWARE_TOKEN_MFA: pool.softwareToken && mfa?.token !== undefined,
  };
  return factors.filter(factor => usable[factor]);
};

/** One factor, the choice between several, or what the user has to set up first. */
export type Demand = { readonly ask: Factor } | { readonly choose: Factor[] } | { readonly setUp: Factor[] };

type Pool = Pick<UserPool, 'mfa' | 'accountRecovery'>;

/**
 * Undefined where the sign-in goes on without. Where MFA is optional, a factor counts once it is enabled by a
 * preference (SetUserMFAPreference); if it is required, so does every factor that can be asked, but not the address to
 * which codes for a forgotten password go first.
 * @throws MFAMethodNotFoundException where it is required and the user can neither meet nor set up any
 */
export function demandedMfa(pool: Pool, user: User): Demand | undefined {
  const { configuration } = pool.mfa;
  if (configuration === 'OFF') return undefined;
  const { enabled = [], preferred } = user.mfa ?? {};
  const usable = usableFactors(pool.mfa, user);
  if (preferred && usable.includes(preferred)) return { ask: preferred };
  const choose = usable.filter(factor =>
    configuration === 'ON' ? !recovers(pool, factor) : enabled.includes(factor),
  );
  const [only] = choose;
  if (only) return choose.length === 1 ? { ask: only } : { choose };
  return configuration === 'ON' ? { setUp: factorsToSetUp(pool, user) } : undefined;
}

/** Whether forgotten passwords are first of all recovered by the factor's address. */
const recovers = ({ accountRecovery: [first] = [] }: Pool, factor: Factor): boolean =>
  (factor === 'EMAIL_OTP' && first === 'verified_email') ||
  (factor === 'SMS_MFA' && first === 'verified_phone_number');

/** A phone number cannot be given in MFA_SETUP, unlike an e-mail address. */
function factorsToSetUp(pool: Pool, { attributes }: User): Factor[] {
  const { softwareToken, email } = pool.mfa;
  const setUp = factors.filter(
    factor =>
      (factor === 'SOFTWARE_TOKEN_MFA' && softwareToken) ||
      (factor === 'EMAIL_OTP' && email && !attributes.email && !recovers(pool, factor)),
  );
  // AWS's page mentions an error, but not which. It says so even of a user who could set up TOTP, whose only
  // address is the one for recovery: pools with e-mail addresses and TOTP are too common for that (unverified).
  if (setUp.length === 0)
    throw new AwsError('MFAMethodNotFoundException', 'No MFA method is available for the user.');
  return setUp;
}

/** The fields of GetUser and AdminGetUser. */
export const mfaSettings = ({ mfa }: User): JsonObject => ({
  ...(mfa?.preferred && { PreferredMfaSetting: mfa.preferred }),
  ...(mfa && mfa.enabled.length > 0 && { UserMFASettingList: [...mfa.enabled] }),
});
