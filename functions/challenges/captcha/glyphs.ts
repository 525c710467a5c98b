/**
 * Letters as strokes: lists of points on a grid, 4 wide and 6 high, y downwards. Drawn from these, no two pictures
 * of a letter are alike, and no font has to be shipped.
 *
 * Letters that people take for one another when distorted are left out: B D 8 (O Q 0), F (P), G (C), I (1 L), S (5),
 * V (U Y), Z (2).
 */
export type Stroke = readonly (readonly [x: number, y: number])[];

// biome-ignore format: a letter is read on a line
export const glyphs: Readonly<Record<string, readonly Stroke[]>> = {
  A: [[[0, 6], [2, 0], [4, 6]], [[0.8, 4], [3.2, 4]]],
  C: [[[4, 1.2], [3, 0.2], [2, 0], [0.9, 0.4], [0.2, 1.6], [0, 3], [0.2, 4.4], [0.9, 5.6], [2, 6], [3, 5.8], [4, 4.8]]],
  E: [[[3.8, 0], [0, 0], [0, 6], [3.8, 6]], [[0, 3], [3, 3]]],
  H: [[[0, 0], [0, 6]], [[4, 0], [4, 6]], [[0, 3], [4, 3]]],
  J: [[[1.6, 0], [4, 0]], [[3.2, 0], [3.2, 4.4], [2.8, 5.5], [1.8, 6], [0.8, 5.6], [0.2, 4.6]]],
  K: [[[0, 0], [0, 6]], [[3.9, 0], [0, 3.6]], [[1.3, 2.6], [4, 6]]],
  L: [[[0, 0], [0, 6], [3.7, 6]]],
  M: [[[0, 6], [0, 0], [2.2, 3.6], [4.4, 0], [4.4, 6]]],
  N: [[[0, 6], [0, 0], [4, 6], [4, 0]]],
  P: [[[0, 6], [0, 0], [2.4, 0], [3.5, 0.5], [3.9, 1.6], [3.5, 2.7], [2.4, 3.2], [0, 3.2]]],
  R: [[[0, 6], [0, 0], [2.4, 0], [3.5, 0.5], [3.9, 1.6], [3.5, 2.7], [2.4, 3.1], [0, 3.1]], [[1.9, 3.1], [4, 6]]],
  T: [[[0, 0], [4, 0]], [[2, 0], [2, 6]]],
  U: [[[0, 0], [0, 4], [0.5, 5.4], [2, 6], [3.5, 5.4], [4, 4], [4, 0]]],
  W: [[[0, 0], [1.1, 6], [2.3, 1.6], [3.5, 6], [4.6, 0]]],
  X: [[[0, 0], [4, 6]], [[4, 0], [0, 6]]],
  Y: [[[0, 0], [2, 3.2], [4, 0]], [[2, 3.2], [2, 6]]],
};

/** What answers are picked from: 16 letters, so a picture of six has one of 16.8 million. */
export const ALPHABET = Object.keys(glyphs).join('');
