/** What waits for the other side once: from when to when, in milliseconds of one clock. */
export interface RoundTrip {
  readonly kind: 'tcp' | 'tls' | 'request';
  readonly service: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How many of them were waited for one after the other: the most of which none overlaps another. Those that go side by
 * side count once, as the user waits once for them.
 */
export function inARow(trips: readonly RoundTrip[]): number {
  let [count, free] = [0, Number.NEGATIVE_INFINITY];
  for (const { start, end } of trips.toSorted((a, b) => a.end - b.end)) {
    if (start < free) continue;
    count++;
    free = end;
  }
  return count;
}
