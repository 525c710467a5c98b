/** A CloudWatch for this machine: it counts what functions and Lambda tell, and shows it by what is deployed. */

import type { Alarm, Metrics, Notice } from '../watch/protocol.ts';
import { type AlarmState, INITIAL } from './alarm.ts';
import { type AsyncMetrics, createAsyncMetrics } from './async-metrics.ts';
import { metricsIn } from './emf.ts';
import type { Count } from './metric.ts';
import type { PreparedMonitoring } from './monitoring.ts';
import { createMetricStore } from './store.ts';
import { MINUTE_MS } from './time.ts';

export interface Cloudwatch {
  /** From now on, evaluates the alarms once a minute. */
  begin(): void;
  /** A line that reached a function's log. */
  line(functionName: string, line: string): void;
  readonly count: Count;
  readonly asynchronous: AsyncMetrics;
  /** Forgets the states of alarms that are not there any more. Those that are keep theirs, as on AWS. */
  deployed(): void;
  /** Evaluates the alarms, and shows all of the last minutes. */
  metrics(minutes: number): Metrics;
  /** Forgets what was counted, and the states of the alarms. */
  clear(): void;
  close(): void;
}

export interface CloudwatchOptions {
  /** Epoch milliseconds: the clock that the functions have too. */
  readonly now: () => number;
  /** Of what is deployed at this moment. */
  readonly monitoring: () => PreparedMonitoring;
  readonly notify: (notice: Pick<Notice, 'kind' | 'text'>) => void;
}

interface Known extends AlarmState {
  readonly changedAtMs: number;
}

export function createCloudwatch({ now, monitoring, notify }: CloudwatchOptions): Cloudwatch {
  /** A function that is wrong is wrong in each line: once says it. */
  const told = new Set<string>();
  const drop = (text: string) => {
    if (told.has(text) || told.size >= MAX_TOLD) return;
    told.add(text);
    notify({ kind: 'metric-dropped', text });
  };
  const store = createMetricStore({
    now,
    onFull: maxMetrics =>
      drop(
        `There are ${maxMetrics} metrics: further ones are dropped. Does a dimension name a user or a request?`,
      ),
  });
  const count: Count = samples => {
    for (const sample of samples) store.add(sample);
  };
  const asynchronous = createAsyncMetrics(count, now);
  const states = new Map<string, Known>();

  /** An alarm that comes back is a new one, which begins without a state. */
  function deployed(): void {
    const names = new Set(monitoring().alarms.map(({ alarm }) => alarm.name));
    for (const name of states.keys()) if (!names.has(name)) states.delete(name);
  }

  function evaluate(): Alarm[] {
    const atMs = now();
    return monitoring().alarms.map(({ alarm: { name, description }, evaluate }) => {
      const before: Known = states.get(name) ?? { ...INITIAL, changedAtMs: atMs };
      const next = evaluate(store, atMs, before);
      const changedAtMs = next.state === before.state ? before.changedAtMs : atMs;
      states.set(name, { ...next, changedAtMs });
      // That an alarm is OK to begin with is nothing to tell.
      if (next.state !== before.state && [next.state, before.state].includes('ALARM'))
        notify({ kind: 'alarm', text: `${name} is in the state ${next.state}. ${next.reason}` });
      return { name, description, ...next, changedAtMs };
    });
  }

  const minutely = everyMinute(now, evaluate);

  return {
    ...{ count, asynchronous, deployed, begin: minutely.begin, close: minutely.stop },
    line: (functionName, line) => {
      const found = metricsIn(line);
      if (!found) return;
      if ('samples' in found) return count(found.samples);
      drop(`Metrics of ${functionName} are dropped: ${found.invalid}.`);
    },
    metrics: minutes => {
      const untilMs = now();
      const range = { fromMs: untilMs - minutes * MINUTE_MS, untilMs };
      const alarms = evaluate();
      return { ...range, alarms, dashboards: monitoring().dashboards.map(({ show }) => show(store, range)) };
    },
    clear: () => {
      store.clear();
      asynchronous.clear();
      states.clear();
      told.clear();
    },
  };
}

const MAX_TOLD = 100;

/** A little after each minute is over. Nothing waits for it: the process may end. */
function everyMinute(now: () => number, work: () => void): { begin(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(
      () => {
        begin();
        work();
      },
      MINUTE_MS - (now() % MINUTE_MS) + SETTLE_MS,
    ).unref();
  };
  return { begin, stop: () => clearTimeout(timer) };
}

/** What a function counted in the last moment of a minute is read by then. */
const SETTLE_MS = 500;
