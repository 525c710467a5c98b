import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Kept } from './aws/kept.ts';

/** A configuration that is deployed: what a scenario runs on, on AWS or on this machine. */
export interface Stage {
  readonly name: string;
  /** What every name of this run begins with. */
  readonly runName: string;
  /** Every call through it is recorded. */
  readonly cognito: CognitoIdentityProviderClient;
  readonly region: string;
  readonly accountId: string;
  readonly userPoolId: string;
  /** @throws Error for a client that the configuration has not */
  clientId(name: string): string;
  readonly kept: Kept;
  /** Lines that a function of this stage wrote, from the beginning. @param id `deliver_challenge` */
  logLines(id: string): Promise<readonly string[]>;
  /** Calls a helper function. @param name `mailer` */
  invoke<Output>(name: string, event: object): Promise<Output>;
  readonly pace: Pace;
  /** Waits. @throws when the run is called off */
  sleep(ms: number): Promise<void>;
  /** Cognito's clock, epoch milliseconds; on this machine one that can be put forward. */
  now(): number;
  /** Lets so much time pass on that clock. */
  pass(ms: number): Promise<void>;
}

/** What takes its time, and may be cut short where the answer is no news. */
export interface Pace {
  /** Rounds that are asked for before the question counts as answered: no limit found. */
  readonly rounds: number;
  /** Characters that are tried, until Cognito refuses. */
  readonly sizes: readonly number[];
  /** How long the proof of a password is held back, until Cognito refuses it. */
  readonly passwordWaitsMs: readonly number[];
  /** How long a slow trigger takes: longer than Cognito waits. */
  readonly slowMs: number;
  /** How long after a slow call further ones are waited for. */
  readonly settleMs: number;
  /** Whether a message is asked for again once it may be, after `resend_seconds`. */
  readonly waitsForResend: boolean;
}

export const PACE_ON_AWS: Pace = {
  rounds: 60,
  sizes: [128, 256, 512, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 16_384],
  passwordWaitsMs: [2000, 10_000, 30_000, 60_000, 120_000],
  slowMs: 6000,
  settleMs: 20_000,
  waitsForResend: true,
};
