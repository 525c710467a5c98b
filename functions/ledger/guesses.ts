import type { Item, UpdateItem } from '../aws/dynamodb.ts';
import type { EpochSeconds } from '../time.ts';
import { itemId } from './items.ts';
import { type Guess, type Ledger, UNLIMITED } from './ledger.ts';

const DAY = 24 * 3600;

/**
 * Wrong codes are counted by the week, for a user over all clients, steps and alternatives. A count that a sign-in
 * cleared would give whoever guesses a fresh set whenever the owner signs in; a week, so that the owner is asked for
 * short codes again before long.
 */
const WINDOW_SECONDS = 7 * DAY;

/** Wrong codes in a row, however long it takes: NIST SP 800-63B, "Rate Limiting (Throttling)". */
const CEILING = 100;

/** Longer than it takes to reach the ceiling. */
const KEPT_SECONDS = 366 * DAY;

/** What was guessed at a user's codes. */
export function guessesIn(table: string, update: UpdateItem): Pick<Ledger, 'countGuess'> {
  const write = (guess: Guess, set: string, condition: string, values: Item) =>
    update({
      table,
      id: itemId('guesses', guess.user),
      set,
      condition,
      values: { ...values, call: guess.call },
    });

  /** One write; another for the first wrong code in a while. */
  async function countWrong(guess: Guess, max: number): Promise<number | undefined> {
    const { now } = guess;
    const values = { one: 1, now, ceiling: CEILING, expiresAt: now + KEPT_SECONDS };
    const more = () =>
      write(
        guess,
        'wrong = wrong + :one, failures = failures + :one, lastCall = :call, expiresAt = :expiresAt',
        'windowEndsAt > :now AND wrong < :max AND failures < :ceiling AND NOT lastCall = :call',
        { ...values, max },
      );
    const first = await more();
    if (isOpen(first.item, now) || isRepeated(first.item, guess)) return leftOf(first, guess, max);
    const fresh = await write(
      guess,
      'wrong = :one, windowEndsAt = :windowEndsAt, failures = if_not_exists(failures, :zero) + :one, lastCall = :call, expiresAt = :expiresAt',
      'attribute_not_exists(id) OR (windowEndsAt <= :now AND failures < :ceiling)',
      { ...values, zero: 0, windowEndsAt: now + WINDOW_SECONDS },
    );
    // Where another call was faster, a moment ago, its window is this one's.
    return leftOf(fresh.done || !isOpen(fresh.item, now) ? fresh : await more(), guess, max);
  }

  /**
   * Ends the run of failures, but restores none of the week's guesses: a guesser with one right answer would use it to
   * restore them, and guess at others.
   */
  async function countRight(guess: Guess, max: number, ceiling: number): Promise<number | undefined> {
    const { done, item } = await write(
      guess,
      'failures = :zero, lastCall = :call',
      // DynamoDB refuses brackets that are not needed.
      '((windowEndsAt <= :now OR wrong < :max) AND failures < :ceiling) OR lastCall = :call',
      { now: guess.now, max, ceiling, zero: 0 },
    );
    // A user who never gave a wrong one has no item.
    return done || !isThere(item) ? max : undefined;
  }

  return {
    countGuess: guess =>
      guess.isRight
        ? countRight(guess, guess.max ?? UNLIMITED, guess.max === undefined ? UNLIMITED : CEILING)
        : countWrong(guess, guess.max ?? UNLIMITED),
  };
}

/**
 * Whether there are fewer guesses left than one question takes. A write like the others: the functions may do nothing
 * else to the table.
 */
export async function isGuarded(
  table: string,
  { user, max, attempts }: { readonly user: string; readonly max: number; readonly attempts: number },
  now: EpochSeconds,
  update: UpdateItem,
): Promise<boolean> {
  const { done } = await update({
    table,
    id: itemId('guesses', user),
    set: 'wrong = wrong',
    condition: '(windowEndsAt > :now AND wrong > :most) OR failures > :mostInARow',
    values: { now, most: max - attempts, mostInARow: CEILING - attempts },
  });
  return done;
}

const isThere = ({ wrong }: Item) => wrong !== undefined;
const isOpen = ({ windowEndsAt }: Item, now: EpochSeconds) => Number(windowEndsAt) > now;
const isRepeated = ({ lastCall }: Item, { call }: Guess) => lastCall === call;

function leftOf(
  { done, item }: { done: boolean; item: Item },
  guess: Guess,
  max: number,
): number | undefined {
  if (!done && !isRepeated(item, guess)) return undefined;
  return Math.min(max - Number(item.wrong), CEILING - Number(item.failures));
}
