import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The time of one call of a function, in milliseconds: it passes only where the function has nothing to do but wait, so
 * that a call that takes ten seconds takes none here, and a busy machine changes nothing.
 */
export interface Clock {
  now: number;
  /** The limit of the request that is on its way: functions send one after the other. */
  limit?: { readonly at: number; readonly end: () => void };
}

const clocks = new AsyncLocalStorage<Clock>();

/** Runs something by a clock of its own. */
export const withClock = <Result>(clock: Clock, run: () => Result): Result => clocks.run(clock, run);

/** Runs something by the time of day. */
export const withoutClock = <Result>(run: () => Result): Result => clocks.exit(run);

/** The server lets time pass while it has a request: until the client gives up at the latest. @returns whether it did */
export function passes(clock: Clock, milliseconds: number): boolean {
  const { limit } = clock;
  if (!limit || clock.now + milliseconds < limit.at) {
    clock.now += milliseconds;
    return false;
  }
  clock.now = limit.at;
  limit.end();
  return true;
}

/** What functions know of time follows their clock, where they run by one. @returns puts back what there was */
export function useClocks(): () => void {
  const { setTimeout } = globalThis;
  const { timeout } = AbortSignal;
  const { performance } = globalThis;
  const now = performance.now.bind(performance);

  AbortSignal.timeout = milliseconds => {
    const clock = clocks.getStore();
    if (!clock) return timeout.call(AbortSignal, milliseconds);
    const controller = new AbortController();
    const end = () => controller.abort(new DOMException('The time is over.', 'TimeoutError'));
    clock.limit = { at: clock.now + milliseconds, end };
    return controller.signal;
  };
  globalThis.setTimeout = ((run: () => void, milliseconds = 0, ...rest: []) => {
    const clock = clocks.getStore();
    if (!clock) return setTimeout(run, milliseconds, ...rest);
    clock.now += milliseconds;
    return setImmediate(run);
  }) as typeof setTimeout;
  performance.now = () => clocks.getStore()?.now ?? now();

  return () => {
    AbortSignal.timeout = timeout;
    globalThis.setTimeout = setTimeout;
    Reflect.deleteProperty(performance, 'now');
  };
}
