import { equal } from '../answers/compare.ts';
import { pick } from '../answers/derive.ts';
import { drawLetters } from '../captcha/draw.ts';
import { ALPHABET } from '../captcha/glyphs.ts';
import { toPng } from '../captcha/png.ts';
import type { Challenge, ChallengeMaker, Question } from './challenge.ts';

const LENGTH = 6;

/** Distorted letters in a picture, at `captchaUrl` as a data URL (PNG, 6 KB at most). */
export const captcha: ChallengeMaker = (): Challenge => ({
  answer,
  create: async question => {
    const png = toPng(drawLetters(await answer(question)));
    return { public: { captchaUrl: `data:image/png;base64,${png.toString('base64')}` } };
  },
  verify: async (question, given) => equal(fold(given), await answer(question)),
});

async function answer(question: Question): Promise<string> {
  return pick(await question.secret(), ALPHABET, question.step.codeLength ?? LENGTH);
}

/** People type in lower case, and with full-width letters where their keyboard is Japanese or Chinese. */
function fold(given: string): string {
  return given.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
