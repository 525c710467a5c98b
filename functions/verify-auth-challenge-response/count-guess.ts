import { isLong, maxGuesses } from '../answers/long-code.ts';
import type { Guessed } from '../answers/question.ts';
import type { Question, World } from '../challenges/challenge.ts';
import type { CountedAnswer, Ledger } from '../ledger/ledger.ts';
import { countMetric } from '../metrics.ts';

/** An answer that is about to be judged. */
interface Answer extends Pick<CountedAnswer, 'call' | 'now' | 'isRight'> {
  /** Present where codes are answers. */
  readonly guessed?: Guessed;
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
  { guessed, isNamed, isRight, call, now }: Answer,
  question: Question,
  world: Pick<World, 'now'> & { readonly ledger: Ledger },
): Promise<boolean> {
  const { step, challenge } = question;
  const isBeyondGuessing = isLong(question);
  if (!guessed || isNamed || (isBeyondGuessing && !isRight)) return true;
  const left = await world.ledger.countGuess({
    ...{ call, now, isRight, user: guessed.user },
    // Wrong long ones were not counted, so there is nothing to take back.
    ...(isBeyondGuessing ? { max: undefined, spent: 0 } : { max: maxGuesses(step), spent: guessed.spent }),
  });
  if (!isRight && left === step.attempts - 1) {
    console.warn({ message: 'A user’s codes are guessed at: the next ones are long.', challenge });
    countMetric('CodesLengthened', { Challenge: challenge }, world.now());
  }
  return left !== undefined;
}
