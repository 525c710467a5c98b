import { pathToFileURL } from 'node:url';
import { ALPHABET } from '../../functions/challenges/captcha/glyphs.ts';
import { costFigures, type Figure } from '../figure.ts';
import { costOf, inTurns } from '../measure.ts';
import { sourcesOf, type VariantName } from './variants.ts';

const PICTURES = 300;

/** A warm CAPTCHA, and the same compressed as hard as deflate can. */
export async function drawing(scratch: string): Promise<readonly Figure[]> {
  const letters = ALPHABET.slice(0, 6);
  const drawn = async (name: VariantName) => {
    const at = sourcesOf(`${scratch}-drawing`, name);
    const load = (path: string) => import(pathToFileURL(at(path)).href);
    const { drawLetters } = await load('functions/challenges/captcha/draw.ts');
    const { toPng } = await load('functions/challenges/captcha/png.ts');
    return () => costOf(() => toPng(drawLetters(letters)));
  };
  const { ours, hardest } = await inTurns(
    { ours: await drawn('ours'), hardest: await drawn('level 9') },
    PICTURES,
  );
  return costFigures('drawing a CAPTCHA', ours, { name: 'deflate level 9', cost: hardest }, { cpu: 0.4 });
}
