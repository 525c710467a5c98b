import { randomBytes } from 'node:crypto';
import { drawLetters } from '../functions/captcha/draw.ts';
import { ALPHABET } from '../functions/captcha/glyphs.ts';
import { toPng } from '../functions/captcha/png.ts';
import { captcha } from '../functions/challenges/captcha.ts';
import { type Bench, costFigures } from './figure.ts';
import { costOf, inTurns } from './measure.ts';

const PICTURES = 500;
const step = { name: 'captcha', challenge: 'captcha', attempts: 3, lifetimeSeconds: 180 } as const;
const letters = ALPHABET.slice(0, 6);

/** The largest picture of many, and the time that a warm function takes for one. */
export const captchaPicture: Bench = async () => {
  let largest = 0;
  for (let n = 0; n < PICTURES; n++) {
    const secret = async () => randomBytes(256).values();
    const { captchaUrl = '' } = await captcha.create({ step, nonce: 'n'.repeat(22), secret });
    largest = Math.max(largest, captchaUrl.length);
  }

  const { width, height, levels } = drawLetters(letters);
  const paper = { width, height, levels: new Uint8Array(levels.length) };
  const { picture, blank } = await inTurns(
    {
      picture: () => costOf(() => toPng(drawLetters(letters))),
      blank: () => costOf(() => toPng(paper)),
    },
    PICTURES,
  );
  return [
    ...costFigures('CAPTCHA', picture, { name: 'blank PNG', cost: blank }),
    {
      name: `CAPTCHA, largest data URL of ${PICTURES}`,
      unit: 'bytes',
      figure: largest,
      target: { figure: 6 * 1024 },
    },
  ];
};
