import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

/**
 * The time of one user's calls, in milliseconds: it passes only where a function has nothing to do but wait, so that a
 * call that takes ten seconds takes none here, and a busy machine changes nothing.
 */
export interface Clock {
  now: number;
  /** What the time of day is ahead by. */
  ahead: number;
  /** The time limits of the requests that are on their way, by the request's number. */
  readonly open: Map<string, Limit>;
  /** Those that the server has and does not answer yet. */
  readonly held: Map<string, Held>;
}

interface Limit {
  readonly at: number;
  readonly end: () => void;
}

interface Held {
  readonly until: number;
  readonly go: (isAnswered: boolean) => void;
}

export const newClock = (): Clock => ({ now: 0, ahead: 0, open: new Map(), held: new Map() });

/** The header that tells the server which request it is. */
export const REQUEST = 'x-request-number';

const clocks = new AsyncLocalStorage<Clock>();
const limits = new WeakMap<AbortSignal, Limit>();
let requests = 0;

/** Runs something by a clock of its own. */
export const withClock = <Result>(clock: Clock, run: () => Result): Result => clocks.run(clock, run);

/** The server has a request, and lets time pass. @returns whether the client still waits then */
export function hold(clock: Clock, request: string, milliseconds: number): Promise<boolean> {
  return new Promise(go => {
    clock.held.set(request, { until: clock.now + milliseconds, go });
    pass(clock);
  });
}

/** A request is answered, or its connection broken. */
export function over(clock: Clock, request: string): void {
  clock.open.delete(request);
  pass(clock);
}

/** Where all that is on its way is held, the next thing happens: an answer, or the end of a time limit. */
function pass(clock: Clock): void {
  const { open, held } = clock;
  if (held.size === 0 || [...open.keys()].some(request => !held.has(request))) return;
  const limits = [...open.values()].map(({ at }) => at);
  clock.now = Math.min(...limits, ...[...held.values()].map(({ until }) => until));
  for (const [request, { until, go }] of [...held]) {
    const limit = open.get(request);
    if (until > clock.now && (limit?.at ?? 0) > clock.now) continue;
    held.delete(request);
    if (until > clock.now) {
      open.delete(request);
      limit?.end();
    }
    go(until <= clock.now);
  }
}

/** What functions know of time follows their clock, where they run by one. @returns puts back what there was */
export function useClocks(): () => void {
  const { setTimeout, performance } = globalThis;
  const { timeout } = AbortSignal;
  const now = performance.now.bind(performance);
  const today = Date.now;
  const { request } = http;
  const numbered = ((url: URL, options: http.RequestOptions = {}, ...rest: []) => {
    const clock = clocks.getStore();
    const limit = options.signal && limits.get(options.signal);
    if (!clock || !limit) return request(url, options, ...rest);
    const number = String(++requests);
    clock.open.set(number, limit);
    const headers = { ...(options.headers as http.OutgoingHttpHeaders), [REQUEST]: number };
    // Where nobody listens, no server says that it is over.
    return request(url, { ...options, headers }, ...rest).once('error', () => over(clock, number));
  }) as typeof request;

  AbortSignal.timeout = milliseconds => {
    const clock = clocks.getStore();
    if (!clock) return timeout.call(AbortSignal, milliseconds);
    const controller = new AbortController();
    const end = () => controller.abort(new DOMException('The time is over.', 'TimeoutError'));
    limits.set(controller.signal, { at: clock.now + milliseconds, end });
    return controller.signal;
  };
  http.request = numbered;
  syncBuiltinESMExports();
  globalThis.setTimeout = ((run: () => void, milliseconds = 0, ...rest: []) => {
    const clock = clocks.getStore();
    if (!clock) return setTimeout(run, milliseconds, ...rest);
    clock.now += milliseconds;
    return setImmediate(run);
  }) as typeof setTimeout;
  Date.now = () => today() + (clocks.getStore()?.ahead ?? 0);
  performance.now = () => clocks.getStore()?.now ?? now();

  return () => {
    http.request = request;
    syncBuiltinESMExports();
    AbortSignal.timeout = timeout;
    globalThis.setTimeout = setTimeout;
    Date.now = today;
    Reflect.deleteProperty(performance, 'now');
  };
}
