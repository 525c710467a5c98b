import { generateMac } from '../aws/kms.ts';
import { trigger } from '../trigger/handler.ts';
import { verifyAnswer } from './verify-answer.ts';

export const handler = trigger('VerifyAuthChallengeResponse_Authentication', settings =>
  verifyAnswer(settings, { now: Date.now, generateMac }),
);
