import type { World } from '../challenges/challenge.ts';
import type { CountedAnswer, Ledger } from '../ledger/ledger.ts';
import { countMetric } from '../metrics.ts';
import { isLong, maxGuesses } from '../question/long-code.ts';
import type { Question } from '../question/question.ts';

/** An answer that is about to be judged. */
interface Answer extends Pick<CountedAnswer, 'call' | 'now' | 'isRight'> {
  /** `guessedName` of the caller; undefined if no code is asked for. */
  readonly user: string | undefined;
  /** Whether it names its question itself, as a link does, which nobody guesses. */
  readonly isNamed: boolean;
}

/**
 * Counts what may have been guessed, over all that a user is asked. Parallel answers pass no limit: a right one counts
 * only as long as wrong ones do.
 *
 * @returns whether the verdict may be released
 */
export async function countGuess(
  { user, isNamed, isRight, call, now }: Answer,
  question: Question,
  world: Pick<World, 'now'> & { readonly ledger: Ledger },
): Promise<boolean> {
  const { step, challenge } = question;
  if (!user || isNamed) return true;
  const max = isLong(question) ? undefined : maxGuesses(step);
  const left = await world.ledger.countGuess({ call, now, isRight, user, max });
  if (!isRight && left === step.attempts - 1) {
    const { trace } = question.event;
    console.warn({ message: 'A user’s codes are guessed at: the next ones are long.', challenge, trace });
    countMetric('CodesLengthened', { Challenge: challenge }, world.now(), { trace });
  }
  return left !== undefined;
}
