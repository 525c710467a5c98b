/** Everything that a run tries, in its order: those on one stage come together. */

import { captcha } from './flows/captcha.ts';
import { codes } from './flows/codes.ts';
import { existingPool } from './flows/devices.ts';
import { mail } from './flows/mail.ts';
import { others } from './flows/others.ts';
import { ownCreate } from './flows/own-create.ts';
import { arns } from './questions/arns.ts';
import { attributes } from './questions/attributes.ts';
import { clientMetadata } from './questions/client-metadata.ts';
import { contradictions } from './questions/contradictions.ts';
import { devices } from './questions/devices.ts';
import { mfa } from './questions/mfa.ts';
import { newPasswordRequired } from './questions/new-password.ts';
import { rounds } from './questions/rounds.ts';
import { sessions } from './questions/sessions.ts';
import { slowTrigger } from './questions/slow-trigger.ts';
import { tokenGuard } from './questions/token-guard.ts';
import { unknownUsers } from './questions/unknown-users.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [
  ...[...captcha, ...ownCreate, ...existingPool, ...codes, ...others, ...mail],
  ...[...arns, ...rounds, clientMetadata, ...newPasswordRequired, tokenGuard, contradictions, attributes],
  ...[...sessions, ...slowTrigger, ...unknownUsers, ...mfa, devices],
];

/** What no run tries, and why: it stands in every record. */
export const NOT_ASKED: readonly { readonly name: string; readonly why: string }[] = [
  {
    name: 'human_check',
    why: 'It takes a widget in a browser. By hand: Turnstile’s public test keys (site 1x00000000000000000000AA, secret 1x0000000000000000000000000000000AA) take any token, for the hostname that the answer names.',
  },
  {
    name: 'SMS_MFA and EMAIL_OTP as MFA',
    why: 'They need an origination identity, or a pool that sends by SES, and a mailbox that a program reads.',
  },
  { name: 'an expired Session', why: 'It takes three minutes of waiting for one wording.' },
  { name: 'text messages by a provider', why: 'They cost, and need a number that is registered.' },
  {
    name: 'SendTextMessage without an origination identity',
    why: 'Which number AWS then takes, and authorises, depends on those that the account has. By hand, with the role of deliver: aws pinpoint-sms-voice-v2 send-text-message --dry-run, without --origination-identity.',
  },
  {
    name: 'the recipient’s identity in SES’s sandbox',
    why: 'Reports have SES authorise it besides the sender’s. The simulator, to which a run sends, needs no identity; another verified address, whose mail somebody reads, would. By hand: sign in by email_otp as a user with a verified address, in an account that is in the sandbox.',
  },
];
