import { equal } from '../../question/compare.ts';
import { pick } from '../../question/derive.ts';
import type { Question } from '../../question/question.ts';
import { object, optional, whole } from '../../settings/declare.ts';
import type { Challenge, ChallengeMaker } from '../challenge.ts';
import { drawLetters } from './draw.ts';
import { ALPHABET } from './glyphs.ts';
import { toPng } from './png.ts';

export const captchaSettings = object({ length: optional(whole(4, 8), 6) });

/** Distorted letters in a picture, at `captchaUrl` as a data URL (PNG, 6 KB at most). */
export const captcha: ChallengeMaker = (settings): Challenge => {
  const { length } = captchaSettings.read(settings, 'captcha');
  const answer = async ({ step, secret }: Question) =>
    pick(await secret(), ALPHABET, step.codeLength ?? length);
  return {
    answer,
    create: async question => {
      const png = draw(await answer(question));
      return { public: { captchaUrl: `data:image/png;base64,${png.toString('base64')}` } };
    },
    verify: async (question, given) => equal(fold(given), await answer(question)),
  };
};

export const draw = (letters: string): Buffer => toPng(drawLetters(letters));

/** People type in lower case, and with full-width letters where their keyboard is Japanese or Chinese. */
function fold(given: string): string {
  return given.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

export default captcha;
