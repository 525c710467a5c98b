import type { FunctionName } from '../../modules/packages.ts';
import { written } from '../../test/support/written.ts';
import { createEvent, deliverEvent, verifyEvent } from './events.ts';

const arn = (rest: string) => `arn:aws:${rest}`;
const functionArn = (name: string) => arn(`lambda:eu-west-1:111122223333:function:${name}`);

/** What each challenge is set to. */
const challenges: Readonly<Record<string, object>> = {
  magic_link: { urls: ['https://app.example.com/sign-in'] },
  human_check: {
    provider: 'turnstile',
    site_key: 'key',
    secret_arn: arn('ssm:eu-west-1:111122223333:parameter/secret'),
    hostnames: ['app.example.com'],
  },
};

/** `CHALLENGE_SETTINGS` of a sign-in by password, and then a challenge. */
export function settingsFor(challenge: string): string {
  const step = { name: challenge, challenges: [challenge], attempts: 3, lifetimeSeconds: 900 };
  const isExternal = challenge === 'external';
  return JSON.stringify(
    written({
      flow: [
        { name: 'password', challenges: ['password'] },
        { ...step, ...(isExternal && { functionArn: functionArn('quiz'), proof: false }) },
      ],
      keyId: arn('kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555'),
      ledgerTable: 'ledger',
      challenges: { [challenge]: challenges[challenge] ?? {} },
      delivery: { functionArn: functionArn('deliver') },
      appName: 'Example',
      email: { from: 'sign-in@example.com' },
    }),
  );
}

/** What a first event's cost may be, of the same without the warm-up. */
export interface Most {
  readonly cpu: number;
  /** Round trips that the event waits for, one after the other. */
  readonly trips?: number;
  /** The first event's time after an idle freeze, of the same with a pause before the next try. */
  readonly afterFreeze?: number;
}

export interface Case {
  readonly name: string;
  readonly fn: FunctionName;
  readonly settings: string;
  readonly event: () => object | Promise<object>;
  /** Where the challenge has targets. */
  readonly most?: Most;
}

const create = (challenge: string, most?: Most): Case => ({
  name: `create ${challenge}`,
  fn: 'create-auth-challenge',
  settings: settingsFor(challenge),
  event: createEvent,
  ...(most && { most }),
});

const verify = (challenge: string, most?: Most): Case => ({
  name: `verify ${challenge}`,
  fn: 'verify-auth-challenge-response',
  settings: settingsFor(challenge),
  event: () => verifyEvent(settingsFor(challenge), challenge),
  ...(most && { most }),
});

const deliver = (challenge: string, most: Most): Case => ({
  name: `deliver ${challenge}`,
  fn: 'deliver-challenge',
  settings: settingsFor(challenge),
  event: () => deliverEvent(challenge),
  most,
});

export const cases: readonly Case[] = [
  create('captcha', { cpu: 0.15 }),
  create('email_otp', { cpu: 0.25, trips: 2, afterFreeze: 0.5 }),
  create('magic_link', { cpu: 0.25, trips: 2 }),
  create('external'),
  verify('captcha', { cpu: 0.2, trips: 1 }),
  verify('email_otp', { cpu: 0.2, trips: 1, afterFreeze: 0.5 }),
  verify('magic_link', { cpu: 0.2, trips: 1 }),
  verify('human_check'),
  verify('external'),
  deliver('email_otp', { cpu: 0.25, trips: 2 }),
  deliver('magic_link', { cpu: 0.25, trips: 2 }),
];
