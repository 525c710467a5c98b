import type { Point, Warp } from './ink.ts';
import type { Between } from './random.ts';

/** The grid of the glyphs: 4 wide, 6 high. */
const [COLUMNS, ROWS] = [4, 6];
const [MARGIN, LINE] = [18, 13];

/**
 * The place of each letter: widths, gaps and heights are drawn one by one, so no letter has a fixed place that a
 * program could cut out; the whole line climbs or falls.
 *
 * @returns for each letter the way from its grid to the picture
 */
export function layout(count: number, width: number, height: number, between: Between): Warp[] {
  const letters = Array.from({ length: count }, () => ({
    width: between(21, 29),
    height: between(36, 48),
    gap: between(3, 13),
  }));
  const used = letters.reduce((sum, letter) => sum + letter.width + letter.gap, 0);
  const room = width - 2 * MARGIN;
  const scale = Math.min(1.2, room / used);
  const [rise, start] = [between(-LINE, LINE), between(0, room - used * scale)];
  let left = MARGIN + start;
  return letters.map(letter => {
    const size = { width: letter.width * scale, height: letter.height * Math.min(1, scale + 0.15) };
    const x = left + (letter.gap * scale + size.width) / 2;
    left += letter.gap * scale + size.width;
    const y = height / 2 + rise * ((2 * x) / width - 1) + between(-6, 6);
    return placed([x, y], size, between);
  });
}

/** From the grid of a glyph to a place in the picture: turned, slanted and wedged on its own. */
function placed(
  [x0, y0]: Point,
  size: { readonly width: number; readonly height: number },
  between: Between,
): Warp {
  const [angle, slant, wedge] = [between(-0.3, 0.3), between(-0.22, 0.22), between(-0.2, 0.2)];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([column, row]) => {
    const y = (row / ROWS - 0.5) * size.height;
    const x = (column / COLUMNS - 0.5) * size.width * (1 + (wedge * y) / (size.height / 2)) + slant * y;
    return [x0 + x * cos - y * sin, y0 + x * sin + y * cos];
  };
}
