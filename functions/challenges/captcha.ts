import { equal } from '../answers/compare.ts';
import { pick } from '../answers/derive.ts';
import { drawLetters } from '../captcha/draw.ts';
import { ALPHABET } from '../captcha/glyphs.ts';
import { toPng } from '../captcha/png.ts';
import type { Challenge, Question } from './challenge.ts';

const LENGTH = 6;

const answer = async (question: Question) => pick(await question.secret(), ALPHABET, LENGTH);

/** Distorted letters in a picture, at `captchaUrl` as a data URL (PNG, 6 KB at most). */
export const captcha: Challenge = {
  answer,
  create: async question => {
    const png = toPng(drawLetters(await answer(question)));
    return { captchaUrl: `data:image/png;base64,${png.toString('base64')}` };
  },
  verify: async (question, given) => equal(fold(given), await answer(question)),
};

/** People type in lower case, and with full-width letters where their keyboard is Japanese or Chinese. */
function fold(given: string): string {
  return given.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
