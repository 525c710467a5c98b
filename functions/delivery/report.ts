import { logFault, stackOf } from '../log-fault.ts';
import type { MetricName } from '../metric-definitions.ts';
import { countMetric } from '../metrics.ts';
import type { Outcome } from './deliver-challenge.ts';
import type { HandedOver } from './hand-over.ts';
import { Refusal } from './refusal.ts';

type MessageMetric = Extract<MetricName, `Message${string}`>;

/** So that each call of the function shows in what became of it. One for no step is a change of the flow that has just been made. */
const metrics: Readonly<Partial<Record<Outcome, MessageMetric>>> = {
  sent: 'MessageSent',
  'sent before': 'MessageSentBefore',
  decoy: 'MessageDecoy',
  uncertain: 'MessageUncertain',
  expired: 'MessageExpired',
  limit: 'MessageLimited',
  'not allowed': 'MessageNotAllowed',
  undeliverable: 'MessageUndeliverable',
};

/** Tells the operator what became of a message, and nothing of the message itself. @param nowMs epoch milliseconds */
export function reportOutcome(
  { question, withheld, trace }: HandedOver,
  outcome: Outcome,
  nowMs: number,
): void {
  const { challenge } = question;
  console.info({
    message: 'Delivery.',
    challenge,
    outcome,
    trace,
    ...(outcome === 'undeliverable' && { withheld }),
  });
  const metric = metrics[outcome];
  if (metric) countMetric(metric, { Challenge: challenge }, nowMs, { trace });
}

/** Tells the operator why a message was not sent. @param nowMs epoch milliseconds */
export function reportFault({ question, trace }: HandedOver, error: unknown, nowMs: number): void {
  const { challenge } = question;
  logFault({
    message: 'The message was not sent.',
    challenge,
    error: String(error),
    stack: stackOf(error),
    trace,
  });
  const metric = error instanceof Refusal ? 'MessageRefused' : 'MessageFailed';
  countMetric(metric, { Challenge: challenge }, nowMs, { trace });
}
