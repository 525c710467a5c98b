import { ledgerFor, world } from '../aws/world.ts';
import { trigger } from '../trigger/handler.ts';
import { verifyAnswer } from './verify-answer.ts';

export const handler = trigger('VerifyAuthChallengeResponse_Authentication', settings =>
  verifyAnswer(settings, { ...world, ledger: ledgerFor(settings) }),
);
