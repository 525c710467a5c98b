import { addClutter } from './clutter.ts';
import { distortion } from './distortions.ts';
import { glyphs } from './glyphs.ts';
import { type Picture, penFor } from './ink.ts';
import { layout } from './layout.ts';
import { type Between, oneOf, randomBetween } from './random.ts';

const [WIDTH, HEIGHT] = [264, 84];

/**
 * A picture of letters, in four greys. What a small network would learn by heart varies from picture to picture: where
 * letters stand and whether they touch, how they are turned, sized and bent, whether strokes are full or hollow, and
 * what lies about them.
 */
export function drawLetters(letters: string, between: Between = randomBetween()): Picture {
  const picture = { width: WIDTH, height: HEIGHT, levels: new Uint8Array(WIDTH * HEIGHT) };
  const warp = distortion(WIDTH, HEIGHT, between);
  const drawLine = penFor(picture, warp);
  const places = layout(letters.length, WIDTH, HEIGHT, between);
  [...letters].forEach((letter, index) => {
    const place = places[index];
    const strokes = (place && glyphs[letter]?.map(stroke => stroke.map(place))) ?? [];
    const isHollow = oneOf(between, [false, false, true]);
    const radius = isHollow ? between(2.6, 3.1) : between(1.5, 2.5);
    for (const stroke of strokes) drawLine(stroke, radius);
    if (isHollow) for (const stroke of strokes) drawLine(stroke, radius - 1.5, 'paper');
  });
  addClutter(picture, drawLine, between);
  return picture;
}
