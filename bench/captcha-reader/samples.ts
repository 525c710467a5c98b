/** `samples.ts COUNT FILE`: so many pictures of random letters, one byte a pixel (0 paper, 3 ink), and their letters. */

import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { drawLetters } from '../../functions/challenges/captcha/draw.ts';
import { ALPHABET } from '../../functions/challenges/captcha/glyphs.ts';
import { pick } from '../../functions/question/derive.ts';

const [count, file] = process.argv.slice(2);
const [pictures, letters] = [createWriteStream(`${file}.pictures`), createWriteStream(`${file}.letters`)];
for (let n = 0; n < Number(count); n++) {
  const text = pick(randomBytes(256).values(), ALPHABET, 6);
  letters.write(text);
  if (!pictures.write(drawLetters(text).levels))
    await new Promise<void>(resolve => pictures.once('drain', resolve));
}
pictures.end();
letters.end();
