import { glyphs } from './glyphs.ts';
import { type Between, randomBetween } from './random.ts';

/** Grey levels, row by row: 0 is paper, 3 is ink. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

type Point = readonly [x: number, y: number];
type Warp = (point: Point) => Point;

const WIDTH = 264;
const HEIGHT = 84;
const INK = 3;

/**
 * Letters, each turned, slanted and sized on its own, on waves that bend the whole line; crossed by curves as thick
 * and as dark as the letters' strokes, so that neither a threshold nor an erosion takes them away; with specks.
 */
export function drawLetters(letters: string, between: Between = randomBetween()): Picture {
  const picture = { width: WIDTH, height: HEIGHT, levels: new Uint8Array(WIDTH * HEIGHT) };
  const warp = waves(between);
  const cell = (WIDTH - 24) / letters.length;
  [...letters].forEach((letter, index) => {
    const place = placed(12 + (index + 0.5) * cell, between);
    const radius = between(1.7, 2.3);
    for (const stroke of glyphs[letter] ?? []) {
      drawLine(picture, stroke.map(place), radius, warp);
    }
  });
  for (let n = 0; n < 2; n++) drawLine(picture, crossing(between), between(1, 1.5), warp);
  for (let n = 0; n < 24; n++) {
    const speck: Point = [between(0, WIDTH), between(0, HEIGHT)];
    drawLine(picture, [speck, [speck[0] + between(-4, 4), speck[1] + between(-4, 4)]], between(0.4, 1), warp);
  }
  return picture;
}

/** From the grid of a glyph to a place in the picture. */
function placed(centre: number, between: Between): Warp {
  const angle = between(-0.3, 0.3);
  const slant = between(-0.2, 0.2);
  const [width, height] = [between(5, 6.2), between(6.4, 8)];
  const [x0, y0] = [centre + between(-2, 2), HEIGHT / 2 + between(-5, 5)];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([gridX, gridY]) => {
    const y = (gridY - 3) * height;
    const x = (gridX - 2) * width + slant * y;
    return [x0 + x * cos - y * sin, y0 + x * sin + y * cos];
  };
}

function waves(between: Between): Warp {
  const wave = (reach: number) => {
    const [size, length, start] = [between(reach / 2, reach), between(28, 60), between(0, 6.3)];
    return (at: number) => size * Math.sin((at * 2 * Math.PI) / length + start);
  };
  const [across, down] = [wave(3), wave(4)];
  return ([x, y]) => [x + across(y), y + down(x)];
}

/** A curve from the left edge to the right, through the letters (a quadratic Bézier). */
function crossing(between: Between): Point[] {
  const edge = () => between(HEIGHT * 0.15, HEIGHT * 0.85);
  const [from, bend, to] = [edge(), between(-HEIGHT * 0.3, HEIGHT * 1.3), edge()];
  return Array.from({ length: 9 }, (_, step) => {
    const t = step / 8;
    return [4 + t * (WIDTH - 8), (1 - t) ** 2 * from + 2 * t * (1 - t) * bend + t ** 2 * to];
  });
}

/** A line of strokes, bent by the warp: cut into pieces short enough for the bend to show. */
function drawLine(picture: Picture, points: readonly Point[], radius: number, warp: Warp): void {
  points.slice(1).forEach((to, index) => {
    const from = points[index] ?? to;
    const pieces = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 4);
    const at = (piece: number): Point =>
      warp([from[0] + ((to[0] - from[0]) * piece) / pieces, from[1] + ((to[1] - from[1]) * piece) / pieces]);
    for (let piece = 0; piece < pieces; piece++) drawPiece(picture, at(piece), at(piece + 1), radius);
  });
}

/** Inks every pixel by its distance from the piece, which gives the edges their half tones. */
function drawPiece({ width, height, levels }: Picture, from: Point, to: Point, radius: number): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy || 1;
  const reach = radius + 1;
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(from[0], to[0]) - reach)),
    Math.min(width - 1, Math.max(from[0], to[0]) + reach),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(Math.min(from[1], to[1]) - reach)),
    Math.min(height - 1, Math.max(from[1], to[1]) + reach),
  ];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / squared));
      const [aside, below] = [x - from[0] - along * dx, y - from[1] - along * dy];
      const distance = Math.sqrt(aside * aside + below * below); // half the time of Math.hypot
      const ink = Math.round(INK * Math.min(1, Math.max(0, radius + 0.5 - distance)));
      const pixel = y * width + x;
      if (ink > (levels[pixel] ?? 0)) levels[pixel] = ink;
    }
  }
}
