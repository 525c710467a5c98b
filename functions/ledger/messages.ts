import type { Item, UpdateItem } from '../aws/dynamodb.ts';
import { itemId } from './items.ts';
import type { Ledger } from './ledger.ts';

const HOUR = 3600;

/**
 * What a destination was sent, whoever asked.
 *
 * @param random names a claim
 */
export function messagesIn(
  table: string,
  update: UpdateItem,
  random: () => string,
): Pick<Ledger, 'claimMessage' | 'releaseMessage'> {
  return {
    claimMessage: async (destination, message, perHour, now) => {
      const id = itemId('destination', destination);
      const claim = random();
      const values = { one: 1, message: [message], text: message, claims: [claim] };
      const first = await update({
        table,
        id,
        // The hour before is remembered: a second try at a message may come after the hour.
        set: 'messages = :one, earlier = if_not_exists(sent, :message), sent = :message, claims = :claims, hourEndsAt = :hourEndsAt, expiresAt = :expiresAt',
        condition: 'attribute_not_exists(id) OR (hourEndsAt <= :now AND NOT contains(sent, :text))',
        values: { ...values, now, hourEndsAt: now + HOUR, expiresAt: now + 2 * HOUR },
      });
      if (first.done) return 'send';
      const next = await update({
        table,
        id,
        set: 'messages = messages + :one ADD sent :message, claims :claims',
        condition: 'NOT contains(sent, :text) AND NOT contains(earlier, :text) AND messages < :perHour',
        values: { ...values, perHour },
      });
      // Where DynamoDB's answer was lost and another message was claimed meanwhile, the write's own mark is gone.
      if (next.done || has(next.item.claims, claim)) return 'send';
      const { sent, earlier } = next.item;
      return has(sent, message) || has(earlier, message) ? 'sent before' : 'limit';
    },

    releaseMessage: async (destination, message) => {
      await update({
        table,
        id: itemId('destination', destination),
        set: 'messages = messages - :one DELETE sent :message, earlier :message',
        condition: 'contains(sent, :text)',
        values: { one: 1, message: [message], text: message },
      });
    },
  };
}

const has = (set: Item[string] | undefined, member: string) => Array.isArray(set) && set.includes(member);
