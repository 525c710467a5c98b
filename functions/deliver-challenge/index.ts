import { deliverChallenge, type Outcome } from '../delivery/deliver-challenge.ts';
import { readHandedOver } from '../delivery/read-handed-over.ts';
import { Refusal } from '../delivery/refusal.ts';
import { sendersFor } from '../delivery/senders.ts';
import { parseMessageSettings } from '../delivery/settings.ts';
import { ledgerFor, world } from '../handlers/world.ts';
import { dynamodbLedger } from '../ledger/dynamodb.ts';
import { logFault } from '../log-fault.ts';
import { countMetric } from '../metrics.ts';
import { parseSettings } from '../settings/settings.ts';
import { warmUpDeliver } from '../warm-up/index.ts';

type Deliver = Awaited<ReturnType<typeof deliverChallenge>>;

/** What an operator wants to see, or be called for. The others are as it should be. */
const metrics: Readonly<Partial<Record<Outcome, string>>> = {
  sent: 'MessageSent',
  uncertain: 'MessageUncertain',
  expired: 'MessageExpired',
  limit: 'MessageLimited',
  'not allowed': 'MessageNotAllowed',
  undeliverable: 'MessageUndeliverable',
};

let deliver: Promise<Deliver> | undefined;

/**
 * Called by Lambda for what create handed over, asynchronously: what is thrown here makes Lambda call again, and is
 * told to nobody but the operator. So nothing of the message is in it, nor in a log.
 */
export async function handler(event: unknown): Promise<void> {
  const handedOver = readHandedOver(event);
  if (!handedOver) {
    console.warn({ message: 'Not a message that was handed over.' });
    return;
  }
  const { challenge } = handedOver.question;
  const count = (name: string) => countMetric(name, { Challenge: challenge }, world.now());
  try {
    const outcome = await (await started())(handedOver);
    const { withheld } = handedOver;
    console.info({
      message: 'Delivery.',
      challenge,
      outcome,
      ...(outcome === 'undeliverable' && { withheld }),
    });
    const metric = metrics[outcome];
    if (metric) count(metric);
  } catch (error) {
    logFault({ message: 'The message was not sent.', challenge, error: String(error) });
    count(error instanceof Refusal ? 'MessageRefused' : 'MessageFailed');
    throw new Error('The message was not sent.');
  }
}

/** Lambda calls the handler after this. */
export const ready = warmUpDeliver(readSettings, started);

function started(): Promise<Deliver> {
  deliver ??= atColdStart();
  return deliver;
}

function readSettings() {
  const json = process.env.CHALLENGE_SETTINGS;
  return { settings: parseSettings(json), rules: parseMessageSettings(json) };
}

async function atColdStart(): Promise<Deliver> {
  try {
    const { settings, rules } = readSettings();
    const senders = sendersFor(rules, world.now);
    return await deliverChallenge(settings, rules, {
      ...world,
      ledger: ledgerFor(settings, dynamodbLedger),
      senders,
    });
  } catch (error) {
    deliver = undefined; // the next event tries again: a parameter that could not be read may be readable by then
    throw error;
  }
}
