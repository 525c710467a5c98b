import { epochKeys } from '../../functions/answers/epoch-key.ts';
import { fromPrivateParameters, toQuestion } from '../../functions/answers/question.ts';
import { captcha } from '../../functions/challenges/captcha.ts';
import { readStrings } from '../../functions/trigger/event.ts';
import type { Round } from '../../local/cognito/cognito.ts';
import { callLocal } from './client.ts';

const step = { name: 'captcha', challenge: 'captcha', attempts: 3, lifetimeSeconds: 180 } as const;

/**
 * Stands in for the person who reads the pictures: knows each one's answer from what create left for verify.
 * `/local/rounds` tells it as well, but with a thousand pictures at a time, which would be most of what is measured.
 *
 * @param keyId of the key that answers are derived from, in the KMS of the local server
 */
export function answers(keyId: string, endpoint: () => string) {
  const rounds = new Map<unknown, Round>();
  const epochKey = epochKeys(keyId, async (KeyId, message) => {
    const input = { KeyId, Message: Buffer.from(message).toString('base64'), MacAlgorithm: 'HMAC_SHA_256' };
    const { Mac } = await callLocal(endpoint(), 'TrentService.GenerateMac', input);
    return Buffer.from(String(Mac), 'base64');
  });
  return {
    /** To be told of every call of a trigger. */
    note: (round: Round): void => {
      const { publicChallengeParameters } = Object(round.response);
      if (publicChallengeParameters) rounds.set(publicChallengeParameters.captchaUrl, round);
    },
    answer: (captchaUrl: string): Promise<string> => {
      const round = rounds.get(captchaUrl);
      rounds.delete(captchaUrl);
      const asked = fromPrivateParameters(
        readStrings(Object(round?.response).privateChallengeParameters) ?? {},
      );
      if (!round || !asked) throw new Error('No create trigger has asked this question.');
      return captcha.answer(toQuestion(step, asked, round, epochKey));
    },
  };
}
