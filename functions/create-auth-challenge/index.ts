import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { invokeLater } from '../aws/lambda.ts';
import { inTime, timeLeft } from '../aws/time-left.ts';
import { ledgerFor, world } from '../aws/world.ts';
import { questionsIn } from '../ledger/questions.ts';
import { parseSettings } from '../settings/settings.ts';
import { trigger } from '../trigger/handler.ts';
import { warmUpCreate } from '../warm-up/index.ts';
import { createChallenge } from './create-challenge.ts';

const pause = async (milliseconds: number) => {
  await sleep(Math.min(milliseconds, timeLeft()));
};

const nonce = () => randomBytes(16).toString('base64url');

export const handler = trigger('CreateAuthChallenge_Authentication', async json => {
  const settings = parseSettings(json);
  const own = { nonce, ledger: ledgerFor(settings, questionsIn), handOver: invokeLater, sleep: pause };
  return inTime(await createChallenge(settings, { ...world, ...own }));
});

/** Lambda calls the handler after this. */
export const ready = warmUpCreate(() => parseSettings(process.env.CHALLENGE_SETTINGS));
