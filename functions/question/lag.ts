/** Half of what three digits of base 36 hold: 6½ hours. */
const MIDDLE = 36 ** 3 / 2;

/**
 * Seconds between two moments, in either direction, in three characters whatever they are: what is longer for some makes
 * the `Session` longer that everybody sees.
 */
export function toLag(seconds: number): string {
  const within = Math.max(-MIDDLE, Math.min(MIDDLE - 1, seconds));
  return (within + MIDDLE).toString(36).padStart(3, '0');
}

export function fromLag(text: string): number {
  return Number.parseInt(text, 36) - MIDDLE;
}
