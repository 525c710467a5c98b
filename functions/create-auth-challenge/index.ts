import { randomBytes } from 'node:crypto';
import { invokeLater } from '../aws/lambda.ts';
import { ledgerFor, world } from '../aws/world.ts';
import { parseSettings } from '../settings/settings.ts';
import { trigger } from '../trigger/handler.ts';
import { createChallenge } from './create-challenge.ts';

const nonce = () => randomBytes(16).toString('base64url');

export const handler = trigger('CreateAuthChallenge_Authentication', json => {
  const settings = parseSettings(json);
  return createChallenge(settings, { ...world, nonce, ledger: ledgerFor(settings), handOver: invokeLater });
});
