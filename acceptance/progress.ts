import type { Result } from './result.ts';

export interface Progress {
  /** A line of its own. */
  say(line: string): void;
  /** Tells what came of a step. */
  step(name: string, result: Pick<Result, 'outcome' | 'why'>): void;
}

/** Lines as `12 of 40    35 s  answered   rounds`. @param now epoch milliseconds @param steps how many there are */
export function progressTo(write: (line: string) => void, steps: number, now: () => number): Progress {
  const began = now();
  let done = 0;
  const seconds = () => `${Math.round((now() - began) / 1000)} s`.padStart(6);
  return {
    say: line => write(`${' '.repeat(8)}${seconds()}  ${line}`),
    step: (name, { outcome, why }) => {
      done += 1;
      const count = `${done} of ${steps}`.padEnd(8);
      write(`${count}${seconds()}  ${outcome.padEnd(9)}  ${name}${why === undefined ? '' : `: ${why}`}`);
    },
  };
}
