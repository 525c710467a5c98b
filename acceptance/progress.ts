import type { Result } from './result.ts';

export interface Progress {
  /** A line of its own. */
  say(line: string): void;
  /** Tells that a step begins: it may take minutes. */
  begin(name: string): void;
  /** Tells what came of a step. */
  step(name: string, result: Pick<Result, 'outcome' | 'why'>): void;
}

/** `1 step`, `40 steps` */
export const stepsOf = (count: number): string => `${count} ${count === 1 ? 'step' : 'steps'}`;

/** Lines such as `12 of 40    35 s  answered   rounds`. @param now epoch milliseconds @param steps how many there are */
export function progressTo(write: (line: string) => void, steps: number, now: () => number): Progress {
  const began = now();
  let done = 0;
  const seconds = () => `${Math.round((now() - began) / 1000)} s`.padStart(6);
  const count = (step: number) => `${step} of ${steps}`.padEnd(8);
  return {
    begin: name => write(`${count(done + 1)}${seconds()}  begins     ${name}`),
    say: line => write(`${' '.repeat(8)}${seconds()}  ${line}`),
    step: (name, { outcome, why }) => {
      done += 1;
      write(
        `${count(done)}${seconds()}  ${outcome.padEnd(9)}  ${name}${why === undefined ? '' : `: ${why}`}`,
      );
    },
  };
}
