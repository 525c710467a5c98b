import { equal } from '../question/compare.ts';
import { pick } from '../question/derive.ts';
import { foldCode } from '../question/fold-code.ts';
import { codeLengthOf, expiryOf, inGroups } from '../question/long-code.ts';
import type { Question } from '../question/question.ts';
import { object, oneOf, optional } from '../settings/declare.ts';
import type { EpochMs } from '../time.ts';
import { type ChallengeMaker, type Message, sentTo } from './challenge.ts';

const LENGTH = 6;

/** Letters that spell no words and look like no other: the set of RFC 8628, section 6.1. */
export const alphabets = { digits: '0123456789', letters: 'BCDFGHJKLMNPQRSTVWXZ' };

/** The step says how long the code is, where nobody guesses at it (`long-code.ts`). */
export const codeSettings = object({ alphabet: optional(oneOf('digits', 'letters'), 'digits') });

/**
 * A code that is sent to the user. It stays the same over wrong tries and resends while its question stands, so that
 * the one in the newest message is right.
 */
export function oneTimeCode(
  name: 'email_otp' | 'sms_otp',
  to: Pick<Message, 'medium' | 'attribute'>,
): ChallengeMaker {
  return (settings, world) => {
    const { alphabet: codeAlphabet } = codeSettings.read(settings, name);
    const lengthOf = (question: Question) =>
      codeLengthOf(question, alphabets[codeAlphabet], question.step.codeLength ?? LENGTH);
    const answer = async (question: Question) =>
      pick(
        await question.secret(sentTo(question, to.attribute, 'code')),
        alphabets[codeAlphabet],
        lengthOf(question),
      );
    return {
      isKept: true,
      answer,
      create: async question => ({ public: { codeLength: String(lengthOf(question)), codeAlphabet } }),
      verify: async (question, given) => equal(foldCode(given), await answer(question)),
      message: {
        ...to,
        values: async question => ({
          code: inGroups(await answer(question)),
          minutes: minutesLeft(question, world.now()),
        }),
      },
    };
  };
}

/** How long the code is still good for: less than at first, where it is sent once more. */
export function minutesLeft(question: Question, now: EpochMs): string {
  const seconds = expiryOf(question) - now / 1000;
  return String(Math.max(1, Math.round(seconds / 60)));
}
