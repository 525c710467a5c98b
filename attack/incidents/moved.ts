import type { Series } from '../../local/watch/protocol.ts';

/** What a line of a graph says of a time: the mean of its points; nothing counted is zero. */
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Less than this is what differs between two quiet periods. */
const FACTOR = 2;
const LEAST = 1;

/** Whether a line runs elsewhere than before: twice as high or half as high, and by one at least. */
export function hasMoved({ values }: Series, atMs: readonly number[], beganMs: number): boolean {
  const during = (holds: (time: number) => boolean) =>
    mean(values.filter((value, n): value is number => value !== null && holds(atMs[n] ?? 0)));
  const [before, after] = [during(time => time < beganMs), during(time => time >= beganMs)];
  const [less, more] = before < after ? [before, after] : [after, before];
  return more >= FACTOR * less && more - less >= LEAST;
}
