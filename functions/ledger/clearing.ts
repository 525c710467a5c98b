import type { UpdateItem } from '../aws/dynamodb.ts';
import type { EpochSeconds } from '../time.ts';
import { itemId } from './items.ts';

const WEEK = 7 * 24 * 3600;

/**
 * How often a user is unblocked in a week. Each time allows a week's wrong codes: without an end, whoever may unblock could
 * guess as long as they like.
 */
export const UNBLOCKS_A_WEEK = 3;

/**
 * What an operator may end before its time. Nothing is deleted, and nothing is set back: a window of time that is open ends
 * earlier, as if it were later already. So all that holds after a week or an hour holds here: what was answered stays
 * answered, a link that was used stays used, and what was sent is still known.
 */
export interface Clearing {
  /** Counts an unblocking before it is done. @returns how many are left this week; undefined if none was left for this one */
  readonly countUnblock: (name: string, now: EpochSeconds) => Promise<number | undefined>;
  /**
   * Ends the week in which wrong codes of a user are counted. How many were wrong in a row stays: only a right one ends that.
   *
   * @param at no earlier than the last question can be answered that was asked under the week's limit: otherwise one that
   *   was judged no longer would be judged again
   * @returns whether anything was counted that ends then; and how many were wrong in a row
   */
  readonly endWeek: (user: string, at: EpochSeconds) => Promise<{ ends: boolean; wrongInARow: number }>;
  /** Ends the hour of a user's messages. @returns whether one was open */
  readonly endUserHour: (asker: string, now: EpochSeconds) => Promise<boolean>;
  /** Ends the hour of the messages to an address. @returns whether one was open */
  readonly endDestinationHour: (destination: string, now: EpochSeconds) => Promise<boolean>;
}

export function clearingIn(table: string, update: UpdateItem): Clearing {
  const endHour = (kind: 'user' | 'destination') => async (name: string, now: EpochSeconds) => {
    const { done } = await update({
      table,
      id: itemId(kind, name),
      set: 'hourEndsAt = :now',
      condition: 'hourEndsAt > :now',
      values: { now },
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
      return counted.done ? UNBLOCKS_A_WEEK - Number(counted.item.unblocks) : undefined;
    },

    endWeek: async (user, at) => {
      const { done, item } = await update({
        table,
        id: itemId('guesses', user),
        set: 'windowEndsAt = :at',
        condition: 'windowEndsAt > :at AND wrong > :none',
        values: { at, none: 0 },
      });
      return { ends: done, wrongInARow: Number(item.failures ?? 0) };
    },

    endUserHour: endHour('user'),
    endDestinationHour: endHour('destination'),
  };
}
