import type { Clock } from '../../client/clock.ts';

/** A clock that is turned by hand. */
export interface TurnedClock extends Clock {
  /** Seconds pass, one tick each. */
  readonly turn: (seconds: number) => void;
  /** How many wait for its ticks. */
  readonly listeners: () => number;
}

export function turnedClock(startMs: number): TurnedClock {
  const ticks = new Set<() => void>();
  let nowMs = startMs;
  return {
    now: () => nowMs,
    everySecond: tick => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
    turn: seconds => {
      for (let left = seconds; left > 0; left--) {
        nowMs += 1000;
        for (const tick of [...ticks]) tick();
      }
    },
    listeners: () => ticks.size,
  };
}
