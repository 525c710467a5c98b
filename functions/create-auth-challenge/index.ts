import { randomBytes } from 'node:crypto';
import { invokeLater } from '../aws/lambda.ts';
import { trigger } from '../handlers/trigger.ts';
import { ledgerFor, world } from '../handlers/world.ts';
import { inTime, pause } from '../http/time-left.ts';
import { questionsIn } from '../ledger/questions.ts';
import { parseSettings } from '../settings/settings.ts';
import { warmUpCreate } from '../warm-up/index.ts';
import { createChallenge } from './create-challenge.ts';

const nonce = () => randomBytes(16).toString('base64url');

export const handler = trigger('CreateAuthChallenge_Authentication', async json => {
  const settings = parseSettings(json);
  const own = { nonce, ledger: ledgerFor(settings, questionsIn), handOver: invokeLater, sleep: pause };
  return inTime(await createChallenge(settings, { ...world, ...own }));
});

/** Lambda calls the handler after this. */
export const ready = warmUpCreate(() => parseSettings(process.env.CHALLENGE_SETTINGS));
