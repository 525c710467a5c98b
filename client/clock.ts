/** Time, as an argument: a test turns it by hand. */
export interface Clock {
  now(): number;
  /** Calls once a second. @returns ends that */
  everySecond(tick: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  everySecond: tick => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  },
};

/** Turns a clock on and off. @param tick gets how often it was called since the clock was turned on */
export function ticker(clock: Clock, tick: (ticks: number) => void): (isNeeded: boolean) => void {
  let stop: (() => void) | undefined;
  return isNeeded => {
    if (isNeeded === (stop !== undefined)) return;
    stop?.();
    let ticks = 0;
    stop = isNeeded
      ? clock.everySecond(() => {
          ticks += 1;
          tick(ticks);
        })
      : undefined;
  };
}
