import { randomBytes } from 'node:crypto';
import { invokeLater } from '../aws/lambda.ts';
import { ledgerFor, world } from '../aws/world.ts';
import { trigger } from '../trigger/handler.ts';
import { createChallenge } from './create-challenge.ts';

const nonce = () => randomBytes(16).toString('base64url');

export const handler = trigger('CreateAuthChallenge_Authentication', settings =>
  createChallenge(settings, { ...world, nonce, ledger: ledgerFor(settings), handOver: invokeLater }),
);
