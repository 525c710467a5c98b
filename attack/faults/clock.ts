import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The time of one user's calls, in milliseconds: it passes only where a function has nothing to do but wait, so that a
 * call that takes ten seconds takes none here, and a busy machine changes nothing.
 */
export interface Clock {
  now: number;
  /** The time limits of the requests that are on their way. */
  open: readonly Limit[];
  /** Those that the server has and does not answer yet. */
  held: readonly Held[];
}

interface Limit {
  readonly at: number;
  readonly end: () => void;
}

interface Held {
  readonly until: number;
  readonly go: (isAnswered: boolean) => void;
}

export const newClock = (): Clock => ({ now: 0, open: [], held: [] });

const clocks = new AsyncLocalStorage<Clock>();
const { setTimeout: setRealTimeout } = globalThis;

/** Runs something by a clock of its own. */
export const withClock = <Result>(clock: Clock, run: () => Result): Result => clocks.run(clock, run);

/** Runs something by the time of day. */
export const withoutClock = <Result>(run: () => Result): Result => clocks.exit(run);

/** The server has a request, and lets time pass. @returns whether the client still waits then */
export function hold(clock: Clock, milliseconds: number): Promise<boolean> {
  return new Promise(resolve => {
    clock.held = [...clock.held, { until: clock.now + milliseconds, go: resolve }];
    pass(clock);
  });
}

/** A request is answered, or its connection broken. Of several at a time it does not matter which. */
export function answered(clock: Clock): void {
  clock.open = clock.open.slice(1);
  pass(clock);
}

/** Where all that is on its way is held, the next thing happens: an answer, or the end of a time limit. */
function pass(clock: Clock): void {
  const { open, held } = clock;
  if (held.length === 0 || held.length < open.length) return;
  clock.now = Math.min(...open.map(({ at }) => at), ...held.map(({ until }) => until));
  const due = held.filter(({ until }) => until <= clock.now);
  if (due.length > 0) {
    clock.held = held.filter(each => !due.includes(each));
    for (const { go } of due) go(true);
    return;
  }
  const over = open.filter(({ at }) => at <= clock.now);
  const given = [...held].sort((one, other) => other.until - one.until).slice(0, over.length);
  clock.open = open.filter(each => !over.includes(each));
  clock.held = held.filter(each => !given.includes(each));
  for (const { end } of over) end();
  for (const { go } of given) go(false);
  // What is held yet may be all there is: nobody may send anything that would let time pass.
  if (clock.held.length > 0) setRealTimeout(pass, 50, clock);
}

/** What functions know of time follows their clock, where they run by one. @returns puts back what there was */
export function useClocks(): () => void {
  const { setTimeout, performance } = globalThis;
  const { timeout } = AbortSignal;
  const now = performance.now.bind(performance);

  AbortSignal.timeout = milliseconds => {
    const clock = clocks.getStore();
    if (!clock) return timeout.call(AbortSignal, milliseconds);
    const controller = new AbortController();
    const end = () => controller.abort(new DOMException('The time is over.', 'TimeoutError'));
    clock.open = [...clock.open, { at: clock.now + milliseconds, end }];
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
