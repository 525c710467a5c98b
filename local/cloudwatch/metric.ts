/** What a metric is: a name in a namespace, for one set of dimensions. Another set is another metric. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Values of a metric at a moment. */
export interface Sample {
  readonly metric: Metric;
  readonly atMs: number;
  readonly values: readonly number[];
  readonly unit?: string;
}

export type Count = (samples: readonly Sample[]) => void;

/** The same text for the same metric, in whatever order its dimensions stand. */
export function metricKey({ namespace, name, dimensions }: Metric): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}
