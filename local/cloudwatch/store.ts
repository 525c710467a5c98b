/** The metrics of the last hours, a statistic set for each minute: CloudWatch's standard resolution. */

import { type Metric, metricKey, type Sample } from './metric.ts';
import { merged, ofValues, type StatisticSet } from './statistics.ts';
import { KEPT_MS, MINUTE_MS, type Periods, startsOf } from './time.ts';

export interface MetricStore {
  add(sample: Sample): void;
  /** For each period what came in it; undefined where nothing did. */
  read(metric: Metric, periods: Periods): (StatisticSet | undefined)[];
  /** Of the last sample that had one. */
  unitOf(metric: Metric): string | undefined;
  /** What has data, in the order in which it came. */
  list(): readonly Metric[];
  /** Whether there is something in the minute that begins then. */
  hasDataAt(metric: Metric, minuteMs: number): boolean;
  clear(): void;
}

export interface MetricStoreOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly keptMs?: number;
  /** More than this many metrics are not taken: a function that counts by user or by request fills no memory. */
  readonly maxMetrics?: number;
  /** Called for each sample that is refused because of that limit. */
  readonly onFull?: (maxMetrics: number) => void;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/publishingMetrics.html */
const MAX_AHEAD_MS = 120 * MINUTE_MS;

interface Kept {
  readonly metric: Metric;
  unit: string | undefined;
  /** By the start of the minute. */
  readonly minutes: Map<number, StatisticSet>;
}

export function createMetricStore(options: MetricStoreOptions): MetricStore {
  const { now, keptMs = KEPT_MS, maxMetrics = 5000, onFull = () => {} } = options;
  const kept = new Map<string, Kept>();
  let prunedAtMs = Number.NEGATIVE_INFINITY;

  const minuteOf = (atMs: number) => Math.floor(atMs / MINUTE_MS) * MINUTE_MS;

  /** Once a minute: what is too old goes, and a metric without data with it. */
  function prune(): void {
    const minute = minuteOf(now());
    if (minute <= prunedAtMs) return;
    prunedAtMs = minute;
    for (const [key, { minutes }] of kept) {
      for (const atMs of minutes.keys()) if (atMs < minute - keptMs) minutes.delete(atMs);
      if (minutes.size === 0) kept.delete(key);
    }
  }

  return {
    add: ({ metric, atMs, values, unit }) => {
      prune();
      const set = ofValues(values);
      if (!set || atMs < minuteOf(now()) - keptMs || atMs > now() + MAX_AHEAD_MS) return;
      const key = metricKey(metric);
      const found = kept.get(key);
      if (!found && kept.size >= maxMetrics) return onFull(maxMetrics);
      const entry = found ?? { metric, unit, minutes: new Map() };
      kept.set(key, entry);
      entry.unit = unit ?? entry.unit;
      const minute = minuteOf(atMs);
      const before = entry.minutes.get(minute);
      entry.minutes.set(minute, merged(before ? [before, set] : [set]) ?? set);
    },
    read: (metric, periods) => {
      const minutes = kept.get(metricKey(metric))?.minutes;
      const { periodMs } = periods;
      return startsOf(periods).map(startMs => {
        const sets: StatisticSet[] = [];
        for (let atMs = minuteOf(startMs); minutes && atMs < startMs + periodMs; atMs += MINUTE_MS) {
          const set = minutes.get(atMs);
          if (set) sets.push(set);
        }
        return merged(sets);
      });
    },
    unitOf: metric => kept.get(metricKey(metric))?.unit,
    list: () => {
      prune();
      return [...kept.values()].map(({ metric }) => metric);
    },
    hasDataAt: (metric, minuteMs) => kept.get(metricKey(metric))?.minutes.has(minuteMs) ?? false,
    clear: () => kept.clear(),
  };
}
