import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The time of day of a whole machine, for Cognito, the functions and CloudWatch. It runs as usual, and can be moved
 * forward. So an hour's limits, codes that expire and the periods of alarms are what they are, and need not be waited for.
 */
export interface Clock {
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
  /** To the start of the next period. */
  readonly toNext: (periodMs: number) => void;
  /** Environment variables of functions that go by this clock (`moved-clock.cjs`). */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * @param file by which functions learn what this clock is ahead by
 * @param time epoch milliseconds, as they pass
 */
export function movableClock(file: string, time: () => number = Date.now): Clock {
  let ahead = 0;
  const pass = (milliseconds: number) => {
    ahead += milliseconds;
    // In one step: a function that reads it meanwhile would be back in the present.
    writeFileSync(`${file}.next`, String(ahead));
    renameSync(`${file}.next`, file);
  };
  const now = () => time() + ahead;
  pass(0);
  return {
    ...{ now, pass },
    toNext: periodMs => pass(periodMs - (now() % periodMs)),
    environment: {
      // Node splits them at blanks, but for those in quotation marks.
      NODE_OPTIONS: `--require=${JSON.stringify(fileURLToPath(new URL('moved-clock.cjs', import.meta.url)))}`,
      CLOCK_AHEAD_FILE: file,
    },
  };
}
