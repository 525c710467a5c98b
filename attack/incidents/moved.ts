import type { Graph, Series } from '../../local/watch/protocol.ts';

/** Epoch milliseconds. */
export interface Time {
  readonly beganMs: number;
  readonly untilMs: number;
}

/** Less than this is what differs between two quiet periods. */
const FACTOR = 2;
const LEAST = 1;

/** Whether a line runs elsewhere than before: twice as high or half as high, and by one at least. */
export function hasMoved(series: Series, graph: Graph, { beganMs, untilMs }: Time): boolean {
  const points = pointsOf(series, graph, untilMs);
  const mean = (isMeant: (atMs: number) => boolean) => {
    const values = points.flatMap(({ atMs, value }) => (isMeant(atMs) ? [value] : []));
    return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const [before, after] = [mean(atMs => atMs < beganMs), mean(atMs => atMs >= beganMs)];
  const [less, more] = before < after ? [before, after] : [after, before];
  return more >= FACTOR * less && more - less >= LEAST;
}

/** Of the periods that are over. Where nothing was counted it is zero; where nothing was measured there is no number. */
function pointsOf({ values, unit }: Series, { atMs, periodSeconds }: Graph, untilMs: number) {
  const isMeasured = unit === 'Milliseconds' || unit === 'Seconds';
  return values.flatMap((value, n) => {
    const startMs = atMs[n] ?? 0;
    if (startMs + periodSeconds * 1000 > untilMs || (value === null && isMeasured)) return [];
    return [{ atMs: startMs, value: value ?? 0 }];
  });
}
