/**
 * What a sign-in should come to, from what docs/contract.md promises: a step takes as many wrong answers as it has
 * attempts, less one; a round with an action is not judged and costs none; there are eight such rounds besides those that
 * the attempts allow; tokens come when every step was passed.
 */
export interface Expected {
  /** The step that is asked, from 0. */
  readonly step: number;
  /** Answers to it that were judged, and wrong. */
  readonly wrong: number;
  readonly rounds: number;
  readonly end?: 'tokens' | 'fail';
}

export interface Rules {
  /** Of each step. */
  readonly attempts: readonly number[];
  /** Whether rounds are counted as they are asked. Otherwise a free one may cost an attempt, and never give one back. */
  readonly isExact: boolean;
}

const FREE_ROUNDS = 8;

export const start = ({ attempts }: Rules): Expected => ({
  ...{ step: 0, wrong: 0, rounds: 0 },
  ...(attempts.length === 0 && { end: 'tokens' }),
});

export function after(
  { step, wrong, rounds: before }: Expected,
  { attempts }: Rules,
  { isRight, action }: { readonly isRight: boolean; readonly action?: object | undefined },
): Expected {
  const rounds = before + 1;
  const here = { step, wrong, rounds };
  if (rounds > attempts.reduce((sum, each) => sum + each, FREE_ROUNDS)) return { ...here, end: 'fail' };
  if (action) return here;
  if (isRight) {
    const isLast = step + 1 === attempts.length;
    return { step: step + 1, wrong: 0, rounds, ...(isLast && { end: 'tokens' }) };
  }
  return { ...here, wrong: wrong + 1, ...(wrong + 1 === attempts[step] && { end: 'fail' }) };
}
