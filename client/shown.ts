import { type Clock, ticker } from './clock.ts';
import type { State } from './state.ts';

export interface ShownOptions {
  readonly clock: Clock;
  /** The state by now; the same one if time changed nothing. */
  readonly atThisTime: (state: State) => State;
  /** Called each second while a call is under way, or somebody looks at a countdown. */
  readonly everySecond: (seconds: number) => void;
}

/** The one state, who looks at it, and the clock that changes it. */
export function createShown({ clock, atThisTime, everySecond }: ShownOptions) {
  const listeners = new Set<(state: State) => void>();
  let state: State = { at: 'idle' };
  let outcome: (() => void) | undefined;

  const ticks = ticker(clock, seconds => {
    refresh();
    everySecond(seconds);
  });
  const turnClock = () => ticks(state.at === 'working' || (state.at === 'challenge' && listeners.size > 0));

  function show(next: State): void {
    state = next;
    turnClock();
    for (const listener of [...listeners]) listener(state);
    if (state.at === 'working') return;
    outcome?.();
    outcome = undefined;
  }

  function refresh(): void {
    const now = atThisTime(state);
    if (now !== state) show(now);
  }

  return {
    state: () => state,
    show,
    subscribe(listener: (state: State) => void): () => void {
      refresh();
      listeners.add(listener);
      turnClock();
      listener(state);
      return () => {
        listeners.delete(listener);
        turnClock();
      };
    },
    /** Resolves when something other than `working` is shown. */
    outcome: () =>
      new Promise<void>(resolve => {
        outcome = resolve;
      }),
    close(): void {
      listeners.clear();
      ticks(false);
    },
  };
}
