import { glyphs } from './glyphs.ts';
import { invertDisc, type Pen, type Picture, type Point } from './ink.ts';
import { type Between, oneOf } from './random.ts';

/** What lies about the letters, drawn with strokes like theirs, so that no threshold or erosion takes it away. */
type Clutter = (picture: Picture, drawLine: Pen, between: Between) => void;

/** Curves from edge to edge, through the letters (quadratic Béziers). */
const crossings: Clutter = (picture, drawLine, between) => {
  const { width, height } = picture;
  for (let n = 0; n < 2; n++) {
    const edge = () => between(height * 0.15, height * 0.85);
    const [from, bend, to] = [edge(), between(-height * 0.3, height * 1.3), edge()];
    const points = Array.from({ length: 9 }, (_, step): Point => {
      const t = step / 8;
      return [4 + t * (width - 8), (1 - t) ** 2 * from + 2 * t * (1 - t) * bend + t ** 2 * to];
    });
    drawLine(points, between(0.8, 1.2));
  }
};

/** Strokes of letters that are not there: too small to be read, as bent as the others. */
const scraps: Clutter = (picture, drawLine, between) => {
  const { width, height } = picture;
  const strokes = Object.values(glyphs).flat();
  for (let n = 0; n < 7; n++) {
    const stroke = strokes[Math.floor(between(0, strokes.length - 0.001))] ?? [];
    const [x0, y0, size, angle] = [
      between(0, width),
      between(4, height - 4),
      between(1.6, 3),
      between(0, 6.3),
    ];
    const [cos, sin] = [size * Math.cos(angle), size * Math.sin(angle)];
    const turned = stroke.map(([x, y]): Point => [x0 + x * cos - y * sin, y0 + x * sin + y * cos]);
    drawLine(turned, between(0.8, 1.3));
  }
};

/** Parallel lines over part of the picture. */
const hatching: Clutter = (picture, drawLine, between) => {
  const { width, height } = picture;
  const [slope, gap, left] = [between(-0.8, 0.8), between(14, 22), between(0, width / 2)];
  for (let x = left; x < left + width * 0.6; x += gap) {
    drawLine(
      [
        [x, 0],
        [x + slope * height, height],
      ],
      0.7,
    );
  }
};

/** Two discs in which ink is paper and paper ink. */
const discs: Clutter = (picture, _drawLine, between) => {
  const { width, height } = picture;
  const first = between(width * 0.1, width * 0.45);
  for (const x of [first, first + between(width * 0.25, width * 0.5)])
    invertDisc(picture, [x, between(height * 0.25, height * 0.75)], between(14, 22));
};

/** Two kinds in each picture, and specks in all. */
export function addClutter(picture: Picture, drawLine: Pen, between: Between): void {
  const [one, other] = oneOf<readonly [Clutter, Clutter]>(between, [
    [crossings, discs],
    [scraps, discs],
    [crossings, scraps],
    [hatching, discs],
    [hatching, scraps],
  ]);
  one(picture, drawLine, between);
  for (let n = 0; n < 16; n++) {
    const [x, y] = [between(0, picture.width), between(0, picture.height)];
    drawLine(
      [
        [x, y],
        [x + between(-4, 4), y + between(-4, 4)],
      ],
      between(0.4, 1),
    );
  }
  other(picture, drawLine, between);
}
