import type { Item, UpdateItem } from '../aws/dynamodb.ts';
import type { EpochSeconds } from '../time.ts';
import { itemId } from './items.ts';

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

/**
 * How often a user is unblocked in a week. Each time allows a week's wrong codes: without an end, whoever may unblock could
 * guess as long as they like.
 */
export const UNBLOCKS_A_WEEK = 3;

/**
 * What an operator may end before its time. Nothing is deleted, and no answer is judged that would not have been: a week of wrong
 * codes ends earlier, and an hour of messages at once, with a new one after it. So all that holds after a week or an hour
 * holds here: what was answered stays answered, a link that was used stays used, and what was sent is still known.
 */
export interface Clearing {
  /** Counts an unblocking before it is done. @returns undefined if none was left for this one */
  readonly countUnblock: (name: string, now: EpochSeconds) => Promise<CountedUnblock | undefined>;
  /**
   * Ends the week in which wrong codes of a user are counted. How many were wrong in a row stays: only a right one ends that.
   *
   * @param at no earlier than the last question can be answered that was asked under the week's limit: otherwise one that
   *   was judged no longer would be judged again
   */
  readonly endWeek: (user: string, at: EpochSeconds) => Promise<EndedWeek>;
  /** Ends the hour of a user's messages. @returns whether any were counted */
  readonly endUserHour: (asker: string, now: EpochSeconds) => Promise<boolean>;
  /** Ends the hour of the messages to an address. @returns whether any were counted */
  readonly endDestinationHour: (destination: string, now: EpochSeconds) => Promise<boolean>;
}

export interface CountedUnblock {
  /** How many are left this week. */
  readonly left: number;
  /** Takes it back: there was nothing to do. @returns how many are left then */
  readonly takeBack: () => Promise<number>;
}

export interface EndedWeek {
  /** Whether it ends earlier than it would have. */
  readonly isEarlier: boolean;
  /** When it ends, or ended; 0 where none was ever counted. */
  readonly endsAt: EpochSeconds;
  readonly wrongInARow: number;
}

export function clearingIn(table: string, update: UpdateItem): Clearing {
  // Its lists stay as they are. If they were shifted as at the end of an hour, three unblocks in a row would forget what was sent.
  const endHour = (kind: 'user' | 'destination') => async (name: string, now: EpochSeconds) => {
    const { done } = await update({
      table,
      id: itemId(kind, name),
      set: 'messages = :none, hourEndsAt = :hourEndsAt, expiresAt = :expiresAt',
      condition: 'hourEndsAt > :now AND messages > :none',
      values: { none: 0, now, hourEndsAt: now + HOUR, expiresAt: now + 2 * HOUR },
    });
    return done;
  };

  return {
    countUnblock: async (name, now) => {
      const id = itemId('unblocks', name);
      const first = await update({
        table,
        id,
        set: 'unblocks = :one, weekEndsAt = :weekEndsAt, expiresAt = :weekEndsAt',
        condition: 'attribute_not_exists(id) OR weekEndsAt <= :now',
        values: { one: 1, now, weekEndsAt: now + WEEK },
      });
      const counted = first.done
        ? first
        : await update({
            table,
            id,
            set: 'unblocks = unblocks + :one',
            condition: 'unblocks < :most',
            values: { one: 1, most: UNBLOCKS_A_WEEK },
          });
      if (!counted.done) return undefined;
      const { weekEndsAt = 0 } = counted.item;
      return {
        left: leftOf(counted.item),
        takeBack: async () => {
          const { item } = await update({
            table,
            id,
            set: 'unblocks = unblocks - :one',
            // Not from the week after, which nothing of this was counted in.
            condition: 'weekEndsAt = :weekEndsAt',
            values: { one: 1, weekEndsAt },
          });
          return leftOf(item);
        },
      };
    },

    endWeek: async (user, at) => {
      const { done, item } = await update({
        table,
        id: itemId('guesses', user),
        set: 'windowEndsAt = :at',
        condition: 'windowEndsAt > :at',
        values: { at },
      });
      const { windowEndsAt = 0, failures = 0 } = item;
      return { isEarlier: done, endsAt: Number(windowEndsAt), wrongInARow: Number(failures) };
    },

    endUserHour: endHour('user'),
    endDestinationHour: endHour('destination'),
  };
}

const leftOf = ({ unblocks = 0 }: Item) => UNBLOCKS_A_WEEK - Number(unblocks);
