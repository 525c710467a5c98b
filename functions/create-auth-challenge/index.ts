import { randomBytes } from 'node:crypto';
import { generateMac } from '../aws/kms.ts';
import { trigger } from '../trigger/handler.ts';
import { createChallenge } from './create-challenge.ts';

const nonce = () => randomBytes(16).toString('base64url');

export const handler = trigger('CreateAuthChallenge_Authentication', settings =>
  createChallenge(settings, { now: Date.now, nonce, generateMac }),
);
