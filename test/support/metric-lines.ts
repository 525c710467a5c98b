/** A line in embedded metric format, as far as tests look at it. */
export interface MetricLine {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [property: string]: unknown;
}

/** What begins a line that CloudWatch takes for metrics. */
export const isMetricLine = (line: string) => line.startsWith('{"_aws":');

/** The metrics among recorded output, in order. */
export function metricLines(text: string): MetricLine[] {
  return text
    .split('\n')
    .filter(isMetricLine)
    .map(line => JSON.parse(line));
}

/** The lines that have a value of this metric. */
export function linesOf(text: string, metric: string): MetricLine[] {
  return metricLines(text).filter(line => metric in line);
}
