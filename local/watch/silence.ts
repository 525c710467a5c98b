/**
 * Why no message came, from what the delivering function was given and what it logged. It says no more here than on
 * AWS: an operator could read the same.
 */

import { isObject, type Json } from '../aws-service.ts';
import { logged } from './log-line.ts';
import type { LogLine, Notice } from './protocol.ts';

export interface Delivery {
  readonly verdict: string;
  /** Absent where the message went out. */
  readonly notice?: Pick<Notice, 'kind' | 'text'>;
}

const nothing = (kind: Notice['kind'], verdict: string, why: string): Delivery => ({
  verdict,
  notice: { kind, text: `No message: ${why}` },
});

/** By `withheld` of what create hands over: no log level hides it. */
const WITHHELD: Readonly<Record<string, Delivery>> = {
  unknown_user: nothing(
    'decoy',
    'decoy: no such user',
    'there is no such user. The client sees what it would see of a user.',
  ),
  no_address: nothing(
    'refused',
    'undeliverable: no address',
    'the user has no address of this kind. The client sees what it would see of an unknown user.',
  ),
  not_verified: nothing(
    'refused',
    'undeliverable: not verified',
    'the user’s address is not verified, and delivery.verified_only asks for that.',
  ),
  limit: nothing(
    'limit',
    'withheld: hourly limit',
    'other sign-ins used up the user’s messages of this hour (delivery.messages_per_hour). The newest one may still be valid.',
  ),
  wait: nothing(
    'limit',
    'withheld: sent just now',
    'one was sent a moment ago, in another sign-in. The newest one is still valid.',
  ),
};

/** By the outcome that deliver logs. */
const OUTCOMES: Readonly<Record<string, Delivery>> = {
  sent: { verdict: 'sent' },
  'sent before': nothing('limit', 'sent before', 'this one was sent before. Each is sent once.'),
  uncertain: nothing(
    'given-up',
    'uncertain',
    'whoever sends it gave no response. It may have gone out, so it is not sent again.',
  ),
  expired: nothing('given-up', 'expired', 'its question is over: it came too late.'),
  limit: nothing('limit', 'hourly limit', 'this hour’s messages are used up (delivery.messages_per_hour).'),
  'not allowed': nothing(
    'refused',
    'not allowed',
    'the address is not one that messages may go to (sms.country_prefixes, sms.excluded_prefixes).',
  ),
  'not a step of the flow': nothing('given-up', 'not a step of the flow', 'the flow has changed since.'),
};

/** The metrics of the same outcomes, where the log level hides the lines. */
const METRICS: Readonly<Record<string, keyof typeof OUTCOMES>> = {
  MessageSent: 'sent',
  MessageUncertain: 'uncertain',
  MessageExpired: 'expired',
  MessageLimited: 'limit',
  MessageNotAllowed: 'not allowed',
};

/** @returns undefined for a function that tells nothing of its deliveries */
export function deliveryOf(event: Json, logs: readonly LogLine[]): Delivery | undefined {
  const withheld = isObject(event) ? event.withheld : undefined;
  if (typeof withheld === 'string' && WITHHELD[withheld]) return WITHHELD[withheld];
  const refused = logged(logs, 'The message was not taken.');
  if (refused)
    return nothing('refused', `not taken: ${refused.code}`, `whoever sends it refused with ${refused.code}.`);
  const told = logged(logs, 'Delivery.')?.outcome ?? metricOutcome(logs);
  return typeof told === 'string' ? OUTCOMES[told] : undefined;
}

function metricOutcome(logs: readonly LogLine[]): string | undefined {
  const metric = Object.keys(METRICS).find(name =>
    logs.some(({ text }) => text.startsWith('{"_aws"') && text.includes(`"${name}":1`)),
  );
  return metric && METRICS[metric];
}
