import type { Item, UpdateItem } from '../aws/dynamodb.ts';
import type { EpochSeconds } from '../time.ts';
import { itemId } from './items.ts';
import { type CountedAnswer, type Judged, type Ledger, REPEAT_SECONDS } from './ledger.ts';

const HOUR = 3600;

/** What is counted of a question: answers, the calls that gave them, and which one was right. */
export function answersIn(table: string, update: UpdateItem): Pick<Ledger, 'countAnswer' | 'wasRight'> {
  return {
    countAnswer: async answer => {
      const { question, call, isRight, max, now, expiresAt } = answer;
      const mark = isRight ? ', answered = :call, answeredAt = :now' : ' ADD wrong :calls';
      const { done, item } = await update({
        table,
        id: itemId('question', question),
        set: `attempts = if_not_exists(attempts, :zero) + :one, expiresAt = :expiresAt${mark}`,
        condition:
          'attribute_not_exists(answered) AND (attribute_not_exists(attempts) OR attempts < :max)' +
          ' AND (attribute_not_exists(wrong) OR NOT contains(wrong, :call))',
        values: {
          ...{ zero: 0, one: 1, max, call, expiresAt: expiresAt + HOUR },
          ...(isRight ? { now } : { calls: [call] }),
        },
      });
      return done ? { outcome: 'counted', isRight } : recall(item, answer);
    },

    wasRight: async ({ question, call, now }) => {
      const { done } = await update({
        table,
        id: itemId('question', question),
        set: 'answered = :call',
        condition: 'answered = :call AND answeredAt > :before',
        values: { call, before: now - REPEAT_SECONDS },
      });
      return done;
    },
  };
}

/**
 * Whether a question is of no more use: answered rightly, or wrongly too often. A write like the others: the functions
 * may not touch the table otherwise.
 */
export function spentIn(table: string, update: UpdateItem) {
  return async (question: string, attempts: number, now: EpochSeconds): Promise<boolean> => {
    const { done } = await update({
      table,
      id: itemId('question', question),
      set: 'expiresAt = :expiresAt',
      condition: 'attribute_exists(answered) OR attempts >= :max',
      values: { expiresAt: now + 2 * HOUR, max: attempts },
    });
    return done;
  };
}

/** What a call that is not counted has come to: the verdict of a try before at it, or none. */
function recall(item: Item, { call, now }: CountedAnswer): Judged {
  if (item.answered === call && now < Number(item.answeredAt) + REPEAT_SECONDS)
    return { outcome: 'repeated', isRight: true };
  const isWrong = Array.isArray(item.wrong) && item.wrong.includes(call);
  return { outcome: isWrong ? 'repeated' : 'refused', isRight: false };
}
