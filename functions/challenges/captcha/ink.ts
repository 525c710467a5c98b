/** Strokes as pixels. */

/** Grey levels, row by row: 0 is paper, 3 is ink. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

export type Point = readonly [x: number, y: number];
export type Warp = (point: Point) => Point;

export const INK = 3;

interface Stroke {
  readonly radius: number;
  /** Ink covers paper; paper takes ink away again. */
  readonly paint: 'ink' | 'paper';
}

/** Draws a line of strokes. */
export type Pen = (points: readonly Point[], radius: number, paint?: Stroke['paint']) => void;

/** A pen for a picture, whose lines are bent by the warp: cut into pieces short enough for the bend to show. */
export const penFor =
  (picture: Picture, warp: Warp): Pen =>
  (points, radius, paint = 'ink') => {
    const stroke = { radius, paint };
    const [first] = points;
    if (!first) return;
    let from = first;
    let bent = warp(from);
    for (const to of points) {
      const pieces = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 4);
      for (let piece = 1; piece <= pieces; piece++) {
        const share = piece / pieces;
        const next = warp([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
        drawPiece(picture, bent, next, stroke);
        bent = next;
      }
      from = to;
    }
  };

/** Squared, how far from a line of that reach a pixel has so much ink at least: the distance is rounded to levels. */
function ringOf(reach: number, level: number): number {
  const ring = reach - (level - 0.5) / INK;
  return ring < 0 ? -1 : ring * ring;
}

/**
 * Paints every pixel by its distance from the piece, which gives the edges their half tones. Hundreds of pieces make a picture,
 * so what is too far away to be painted is left out row by row.
 */
function drawPiece(
  { width, height, levels }: Picture,
  [x1, y1]: Point,
  [x2, y2]: Point,
  { radius, paint }: Stroke,
): void {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy || 1;
  const reach = radius + 0.5;
  const [outer, middle, inner] = [ringOf(reach, 1), ringOf(reach, 2), ringOf(reach, 3)];
  const far = Math.sqrt(Math.max(0, outer));
  const left = Math.max(0, Math.ceil(Math.min(x1, x2) - far));
  const right = Math.min(width - 1, Math.floor(Math.max(x1, x2) + far));
  const top = Math.max(0, Math.ceil(Math.min(y1, y2) - far));
  const bottom = Math.min(height - 1, Math.floor(Math.max(y1, y2) + far));
  const isInk = paint === 'ink';
  const painted = isInk ? INK : 0;
  const isLevel = Math.abs(dy) < 1e-9;
  // Of the strip along the piece, in a row; a little more, since it is rounded.
  const half = isLevel ? Number.POSITIVE_INFINITY : (far * Math.sqrt(squared)) / Math.abs(dy) + 1e-6;
  for (let y = top; y <= bottom; y++) {
    const centre = isLevel ? 0 : x1 + ((y - y1) * dx) / dy;
    const end = Math.min(right, centre + half);
    for (let x = Math.max(left, Math.ceil(centre - half)), at = y * width + x; x <= end; x++, at++) {
      const level = levels[at] ?? 0;
      if (level === painted) continue;
      const share = ((x - x1) * dx + (y - y1) * dy) / squared;
      const along = share > 1 ? 1 : share > 0 ? share : 0;
      const aside = x - x1 - along * dx;
      const below = y - y1 - along * dy;
      const away = aside * aside + below * below;
      if (away > outer) continue;
      const covered = away <= inner ? 3 : away <= middle ? 2 : 1;
      if (isInk) {
        if (covered > level) levels[at] = covered;
      } else if (INK - covered < level) levels[at] = INK - covered;
    }
  }
}

/** Ink becomes paper and paper ink, in a disc. */
export function invertDisc({ width, height, levels }: Picture, [x0, y0]: Point, radius: number): void {
  for (let y = Math.max(0, Math.ceil(y0 - radius)); y <= Math.min(height - 1, y0 + radius); y++) {
    const half = Math.sqrt(radius * radius - (y - y0) ** 2);
    for (let x = Math.max(0, Math.ceil(x0 - half)); x <= Math.min(width - 1, x0 + half); x++) {
      levels[y * width + x] = INK - (levels[y * width + x] ?? 0);
    }
  }
}
