import { deliverChallenge } from '../delivery/deliver-challenge.ts';
import { readHandedOver } from '../delivery/read-handed-over.ts';
import { reportFault, reportOutcome } from '../delivery/report.ts';
import { sendersFor } from '../delivery/senders.ts';
import { parseMessageSettings } from '../delivery/settings.ts';
import { shell } from '../handlers/shell.ts';
import { ledgerFor, world } from '../handlers/world.ts';
import { dynamodbLedger } from '../ledger/dynamodb.ts';
import { parseSettings } from '../settings/settings.ts';
import { warmUpDeliver } from '../warm-up/index.ts';

type Deliver = Awaited<ReturnType<typeof deliverChallenge>>;

let deliver: Promise<Deliver> | undefined;

/**
 * Called by Lambda for what create handed over, asynchronously: what is thrown here makes Lambda call again, and is
 * told to nobody but the operator. So nothing of the message is in it, nor in a log.
 */
export const handler = shell(
  event => {
    const handedOver = readHandedOver(event);
    if (!handedOver) console.warn({ message: 'Not a message that was handed over.' });
    return handedOver;
  },
  async handedOver => {
    const outcome = await (await started())(handedOver);
    reportOutcome(handedOver, outcome, world.now());
  },
  (error, handedOver) => {
    reportFault(handedOver, error, world.now());
    return new Error('The message was not sent.');
  },
);

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
    const ledger = ledgerFor(settings, dynamodbLedger);
    return await deliverChallenge(settings, rules, { ...world, ledger, senders });
  } catch (error) {
    deliver = undefined; // the next event tries again, and says again what is wrong
    throw error;
  }
}
