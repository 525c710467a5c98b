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

/**
 * A line of strokes, bent by the warp: cut into pieces short enough for the bend to show.
 *
 * @param paint ink covers paper; paper takes ink away again
 */
export function drawLine(
  picture: Picture,
  points: readonly Point[],
  radius: number,
  warp: Warp,
  paint: 'ink' | 'paper' = 'ink',
): void {
  const [first] = points;
  if (!first) return;
  let from = first;
  let bent = warp(from);
  for (const to of points.slice(1)) {
    const pieces = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 4);
    for (let piece = 1; piece <= pieces; piece++) {
      const share = piece / pieces;
      const next = warp([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
      drawPiece(picture, bent, next, radius, paint);
      bent = next;
    }
    from = to;
  }
}

/** Paints every pixel by its distance from the piece, which gives the edges their half tones. */
function drawPiece(
  { width, height, levels }: Picture,
  [x1, y1]: Point,
  [x2, y2]: Point,
  radius: number,
  paint: 'ink' | 'paper',
): void {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy || 1;
  const reach = radius + 0.5;
  const left = Math.max(0, Math.ceil(Math.min(x1, x2) - reach));
  const right = Math.min(width - 1, Math.floor(Math.max(x1, x2) + reach));
  const top = Math.max(0, Math.ceil(Math.min(y1, y2) - reach));
  const bottom = Math.min(height - 1, Math.floor(Math.max(y1, y2) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const pixel = y * width + x;
      const level = levels[pixel] ?? 0;
      if (level === (paint === 'ink' ? INK : 0)) continue;
      const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / squared));
      const [aside, below] = [x - x1 - along * dx, y - y1 - along * dy];
      const away = aside * aside + below * below;
      if (away >= reach * reach) continue;
      const covered = Math.round(INK * Math.min(1, reach - Math.sqrt(away)));
      levels[pixel] = paint === 'ink' ? Math.max(level, covered) : Math.min(level, INK - covered);
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
