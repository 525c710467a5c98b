import { randomBytes } from 'node:crypto';
import { drawLetters } from '../functions/challenges/captcha/draw.ts';
import { ALPHABET } from '../functions/challenges/captcha/glyphs.ts';
import { toPng } from '../functions/challenges/captcha/png.ts';
import { pick } from '../functions/question/derive.ts';
import { type Bench, costFigures } from './figure.ts';
import { costOf, inTurns } from './measure.ts';

const PICTURES = 500;
const letters = ALPHABET.slice(0, 6);

/** The largest picture of many, and the time that a warm function takes for one. */
export const captchaPicture: Bench = async () => {
  let largest = 0;
  for (let n = 0; n < PICTURES; n++) {
    const drawn = toPng(drawLetters(pick(randomBytes(256).values(), ALPHABET, 8)));
    largest = Math.max(largest, `data:image/png;base64,${drawn.toString('base64')}`.length);
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
