/** Periods that follow one another, oldest first. */
export interface Periods {
  /** A whole minute. */
  readonly fromMs: number;
  readonly periodMs: number;
  readonly count: number;
}

export const MINUTE_MS = 60_000;

export const startsOf = ({ fromMs, periodMs, count }: Periods): number[] =>
  Array.from({ length: count }, (_, index) => fromMs + index * periodMs);
