import { trigger } from '../handlers/trigger.ts';
import { ledgerFor, world } from '../handlers/world.ts';
import { inTime } from '../http/time-left.ts';
import { dynamodbLedger } from '../ledger/dynamodb.ts';
import { parseSettings } from '../settings/settings.ts';
import { warmUpVerify } from '../warm-up/index.ts';
import { verifyAnswer } from './verify-answer.ts';

export const handler = trigger(
  'VerifyAuthChallengeResponse_Authentication',
  async json => {
    const settings = parseSettings(json);
    return inTime(await verifyAnswer(settings, { ...world, ledger: ledgerFor(settings, dynamodbLedger) }));
  },
  // The name in the table of sources of AWS's page on trigger events (unverified: none was seen).
  'VerifyAuthChallenge_Authentication',
);

/** Lambda calls the handler after this. */
export const ready = warmUpVerify(() => parseSettings(process.env.CHALLENGE_SETTINGS));
