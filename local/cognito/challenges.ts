/** What a sign-in can be asked, with what Cognito keeps of it between two calls. */

import type { DeviceId } from './devices.ts';
import type { Factor } from './mfa.ts';
import type { PasswordChallenge } from './password-challenge.ts';
import type { Exchange } from './srp.ts';

export interface CustomChallenge {
  readonly name: 'CUSTOM_CHALLENGE';
  readonly privateParameters: Readonly<Record<string, string>>;
  readonly metadata: string | null;
}

export interface NewPasswordChallenge {
  readonly name: 'NEW_PASSWORD_REQUIRED';
}

/** A code that was sent. */
export interface MessageChallenge {
  readonly name: 'SMS_MFA' | 'EMAIL_OTP';
  readonly code: string;
  /** Where to: the user's address, or one that the user gives with MFA_SETUP. */
  readonly address: string;
}

export interface SoftwareTokenChallenge {
  readonly name: 'SOFTWARE_TOKEN_MFA';
}

export interface SelectMfaChallenge {
  readonly name: 'SELECT_MFA_TYPE';
  readonly choose: readonly Factor[];
}

export interface MfaSetupChallenge {
  readonly name: 'MFA_SETUP';
  readonly setUp: readonly Factor[];
  /** After AssociateSoftwareToken. */
  readonly secret?: string;
  /** After VerifySoftwareToken. */
  readonly verified?: true;
}

export interface DeviceChallenge {
  readonly name: 'DEVICE_SRP_AUTH';
  readonly device: DeviceId;
}

export interface DevicePasswordChallenge {
  readonly name: 'DEVICE_PASSWORD_VERIFIER';
  readonly device: DeviceId;
  readonly exchange: Exchange;
  /** base64 */
  readonly secretBlock: string;
}

export type Challenge =
  | CustomChallenge
  | PasswordChallenge
  | NewPasswordChallenge
  | MessageChallenge
  | SoftwareTokenChallenge
  | SelectMfaChallenge
  | MfaSetupChallenge
  | DeviceChallenge
  | DevicePasswordChallenge;

/** One finished round, as define and create see it. */
export interface ChallengeResult {
  readonly challengeName: Challenge['name'] | 'SRP_A';
  readonly challengeResult: boolean;
  readonly challengeMetadata: string | null;
}

/** One of Cognito's own rounds: it has no metadata, and a wrong answer to it never becomes an entry. */
export const passed = (challengeName: ChallengeResult['challengeName']): ChallengeResult => ({
  challengeName,
  challengeResult: true,
  challengeMetadata: null,
});
