import { captcha } from '../../functions/challenges/captcha/index.ts';
import { readEvent } from '../../functions/event/event.ts';
import { world } from '../../functions/handlers/world.ts';
import { epochKeys } from '../../functions/question/epoch-key.ts';
import { fromPrivateParameters, toQuestion } from '../../functions/question/question.ts';
import { readStrings } from '../../functions/records.ts';
import { parseSettings } from '../../functions/settings/settings.ts';
import type { Round } from '../../local/cognito/cognito.ts';
import { callLocal } from './client.ts';

/**
 * Stands in for the person who reads the pictures: knows each one's answer from what create left for verify.
 * `/local/rounds` tells it as well, but with a thousand pictures at a time, which would be most of what is measured.
 *
 * @param json `CHALLENGE_SETTINGS` of the function that asks
 */
export function answers(json: string | undefined, endpoint: () => string) {
  const settings = parseSettings(json);
  const rounds = new Map<unknown, Round>();
  const epochKey = epochKeys(settings.keyId, async (KeyId, message) => {
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
    answer: async (captchaUrl: string): Promise<string> => {
      const round = rounds.get(captchaUrl);
      rounds.delete(captchaUrl);
      const asked = fromPrivateParameters(
        readStrings(Object(round?.response).privateChallengeParameters) ?? {},
      );
      const triggerSource = 'CreateAuthChallenge_Authentication';
      const event = readEvent(
        { ...round, triggerSource, callerContext: { clientId: round?.clientId } },
        triggerSource,
      );
      const question = asked && event && toQuestion(settings, asked, event, epochKey);
      const answer = question && (await captcha({}, world).answer?.(question));
      if (!answer) throw new Error('No create trigger has asked this question.');
      return answer;
    },
  };
}
