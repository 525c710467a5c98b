import { type Item, updateItem } from '../aws/dynamodb.ts';
import { itemId } from './items.ts';
import { type Claim, type Ledger, RESEND_REPEAT_SECONDS, type SentQuestion } from './ledger.ts';

const HOUR = 3600;

/** The usual path is one write, two of a resend; another follows where the first one's condition tells that something was there. */
export function dynamodbLedger(table: string): Ledger {
  /**
   * Whether a question is of no more use: answered rightly, or wrongly too often. A write like the others: the
   * functions may do nothing else to the table.
   */
  async function isSpent(nonce: string, attempts: number, now: number): Promise<boolean> {
    const { done } = await updateItem({
      table,
      id: itemId('question', nonce),
      set: 'expiresAt = :expiresAt',
      condition: 'attribute_exists(answered) OR attempts >= :max',
      values: { expiresAt: now + 2 * HOUR, max: attempts },
    });
    return done;
  }

  const ledger: Ledger = {
    countAnswer: async ({ nonce, isRight, max, expiresAt }) => {
      const mark = isRight ? ', answered = :one' : '';
      const { done } = await updateItem({
        table,
        id: itemId('question', nonce),
        set: `attempts = if_not_exists(attempts, :zero) + :one, expiresAt = :expiresAt${mark}`,
        condition: 'attribute_not_exists(answered) AND (attribute_not_exists(attempts) OR attempts < :max)',
        values: { zero: 0, one: 1, max, expiresAt: expiresAt + HOUR },
      });
      return done;
    },

    claimQuestion: async (user, fresh, rules, now) => {
      const id = itemId('user', user);
      const question = 'nonce = :nonce, issuedAt = :now, sentAt = :now, sends = :one, expiresAt = :expiresAt';
      const values = { nonce: fresh.nonce, now, one: 1, expiresAt: now + 2 * HOUR };
      const first = await updateItem({
        table,
        id,
        set: `${question}, messages = :one, hourEndsAt = :hourEndsAt`,
        condition: 'attribute_not_exists(id) OR (hourEndsAt <= :now AND issuedAt <= :before)',
        values: { ...values, hourEndsAt: now + HOUR, before: now - rules.repeatSeconds },
      });
      if (first.done) return { ...toQuestion(first.item), outcome: 'send' };

      const known = toQuestion(first.item);
      const isRecent = now < known.issuedAt + rules.repeatSeconds;
      const repeats = isRecent && !(await isSpent(known.nonce, rules.attempts, now));
      if (repeats) return { ...known, outcome: 'send' };
      const counted = oneMore(first.item, rules.perHour, now);
      if (!counted) return { ...known, outcome: 'limit' };
      const next = await updateItem({
        table,
        id,
        set: `${question}, ${counted.set}`,
        condition: 'nonce = :oldNonce AND sentAt = :oldSentAt',
        values: { ...values, ...counted.values, oldNonce: known.nonce, oldSentAt: known.sentAt },
      });
      // Where another call was faster, a moment ago, its question is this one's.
      return { ...toQuestion(next.item), outcome: 'send' };
    },

    claimResend: async (user, sent, fresh, rules, now) => {
      // Used or used up in another sign-in: sent once more, it would be of no use to anybody.
      if (await isSpent(sent.nonce, rules.attempts, now))
        return ledger.claimQuestion(user, fresh, rules, now);
      const id = itemId('user', user);
      const resent = 'sentAt = :now, sends = sends + :one';
      const first = await updateItem({
        table,
        id,
        set: `${resent}, messages = messages + :one`,
        condition: 'nonce = :nonce AND sentAt <= :before AND messages < :perHour AND hourEndsAt > :now',
        values: { now, one: 1, nonce: sent.nonce, before: now - rules.resendSeconds, perHour: rules.perHour },
      });
      const known = toQuestion(first.item);
      if (first.done) return { ...known, outcome: 'send' };
      // A newer sign-in of the user has the word: this one waits as if it had just been sent.
      if (known.nonce !== sent.nonce) return { ...sent, sentAt: now, outcome: 'wait' };
      const early = tooEarly(known, rules.resendSeconds, now);
      if (early) return { ...known, outcome: early };
      const counted = oneMore(first.item, rules.perHour, now);
      if (!counted) return { ...known, outcome: 'limit' };
      const next = await updateItem({
        table,
        id,
        set: `${resent}, ${counted.set}`,
        condition: 'nonce = :nonce AND sentAt = :oldSentAt',
        values: { now, ...counted.values, nonce: sent.nonce, oldSentAt: known.sentAt },
      });
      const newest = toQuestion(next.item);
      return newest.nonce === sent.nonce
        ? { ...newest, outcome: 'send' }
        : { ...sent, sentAt: now, outcome: 'wait' };
    },

    claimMessage: async (destination, message, perHour, now) => {
      const id = itemId('destination', destination);
      const values = { one: 1, message: [message], text: message };
      const first = await updateItem({
        table,
        id,
        // The hour before is remembered: a second try at a message may come after the hour.
        set: 'messages = :one, earlier = if_not_exists(sent, :message), sent = :message, hourEndsAt = :hourEndsAt, expiresAt = :expiresAt',
        condition: 'attribute_not_exists(id) OR (hourEndsAt <= :now AND NOT contains(sent, :text))',
        values: { ...values, now, hourEndsAt: now + HOUR, expiresAt: now + 2 * HOUR },
      });
      if (first.done) return 'send';
      const next = await updateItem({
        table,
        id,
        set: 'messages = messages + :one ADD sent :message',
        condition: 'NOT contains(sent, :text) AND NOT contains(earlier, :text) AND messages < :perHour',
        values: { ...values, perHour },
      });
      if (next.done) return 'send';
      const { sent, earlier } = next.item;
      return [sent, earlier].some(set => Array.isArray(set) && set.includes(message))
        ? 'sent before'
        : 'limit';
    },

    releaseMessage: async (destination, message) => {
      await updateItem({
        table,
        id: itemId('destination', destination),
        set: 'messages = messages - :one DELETE sent :message, earlier :message',
        condition: 'contains(sent, :text)',
        values: { one: 1, message: [message], text: message },
      });
    },
  };
  return ledger;
}

function toQuestion({ nonce, issuedAt, sends, sentAt }: Item): SentQuestion {
  return { nonce: String(nonce), issuedAt: Number(issuedAt), sends: Number(sends), sentAt: Number(sentAt) };
}

/** Counts one message more, in a new hour if the last one is over; undefined where the hour's messages are used up. */
function oneMore({ messages, hourEndsAt }: Item, perHour: number, now: number) {
  if (Number(hourEndsAt) <= now) {
    return { set: 'messages = :one, hourEndsAt = :hourEndsAt', values: { one: 1, hourEndsAt: now + HOUR } };
  }
  if (Number(messages) >= perHour) return undefined;
  return { set: 'messages = messages + :one', values: { one: 1 } };
}

/** Why it is too early for a resend. Within Cognito's tries at one call it was claimed: it is handed over once more. */
function tooEarly(
  { sentAt }: SentQuestion,
  resendSeconds: number,
  now: number,
): Claim['outcome'] | undefined {
  if (now < sentAt + RESEND_REPEAT_SECONDS) return 'send';
  return now < sentAt + resendSeconds ? 'wait' : undefined;
}
