/** Periods that follow one another, oldest first. */
export interface Periods {
  /** A whole minute. */
  readonly fromMs: number;
  readonly periodMs: number;
  readonly count: number;
}

export const MINUTE_MS = 60_000;

/** So far back somebody may look. */
export const SHOWN_MINUTES = 180;

/** Of a graph: its first period begins before what is looked at, and is shown whole. */
export const MAX_GRAPH_PERIOD_SECONDS = 3600;

/** So long metrics are kept. */
export const KEPT_MS = SHOWN_MINUTES * MINUTE_MS + MAX_GRAPH_PERIOD_SECONDS * 1000;

/** In seconds, of a metric with standard resolution: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
export const isPeriod = (seconds: number): boolean =>
  Number.isInteger(seconds) && seconds >= 60 && seconds % 60 === 0;

export const startsOf = ({ fromMs, periodMs, count }: Periods): number[] =>
  Array.from({ length: count }, (_, index) => fromMs + index * periodMs);
