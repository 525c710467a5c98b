import { type Item, updateItem } from '../aws/dynamodb.ts';
import type { Claim, Ledger, SentQuestion } from './ledger.ts';

const HOUR = 3600;

/** The usual path is one write; a second follows where the first one's condition tells that something was there. */
export function dynamodbLedger(table: string): Ledger {
  return {
    countAnswer: async ({ nonce, isRight, max, expiresAt }) => {
      const mark = isRight ? ', answered = :one' : '';
      const { done } = await updateItem({
        table,
        id: `question ${nonce}`,
        update: `SET attempts = if_not_exists(attempts, :zero) + :one, expiresAt = :expiresAt${mark}`,
        condition: 'attribute_not_exists(answered) AND (attribute_not_exists(attempts) OR attempts < :max)',
        values: { zero: 0, one: 1, max, expiresAt: expiresAt + HOUR },
      });
      return done;
    },

    claimQuestion: async (user, fresh, rules, now) => {
      const id = `user ${user}`;
      const question = 'SET nonce = :nonce, issuedAt = :now, sentAt = :now, sends = :one, expiresAt = :expiresAt';
      const values = { nonce: fresh.nonce, now, one: 1, expiresAt: now + 2 * HOUR };
      const first = await updateItem({
        table,
        id,
        update: `${question}, messages = :one, hourEndsAt = :hourEndsAt`,
        condition: 'attribute_not_exists(id) OR hourEndsAt <= :now',
        values: { ...values, hourEndsAt: now + HOUR },
      });
      if (first.done) return { ...fresh, issuedAt: now, sentAt: now, sends: 1, outcome: 'send' };

      const old = first.item;
      const known = toQuestion(old);
      if (now < known.sentAt + rules.repeatSeconds) return { ...known, outcome: 'send' };
      if (Number(old.messages) >= rules.perHour) return { ...known, outcome: 'limit' };
      const next = await updateItem({
        table,
        id,
        update: `${question}, messages = messages + :one`,
        condition: 'nonce = :oldNonce AND sentAt = :oldSentAt',
        values: { ...values, oldNonce: known.nonce, oldSentAt: known.sentAt },
      });
      if (next.done) return { ...fresh, issuedAt: now, sentAt: now, sends: 1, outcome: 'send' };
      // Another call was faster, a moment ago: its question is this one's.
      return { ...toQuestion(next.item), outcome: 'send' };
    },

    claimResend: async (user, sent, rules, now) => {
      const { done, item } = await updateItem({
        table,
        id: `user ${user}`,
        update: 'SET sentAt = :now, sends = sends + :one, messages = messages + :one',
        condition: 'nonce = :nonce AND sentAt <= :before AND (messages < :perHour OR hourEndsAt <= :now)',
        values: { now, one: 1, nonce: sent.nonce, before: now - rules.resendSeconds, perHour: rules.perHour },
      });
      if (done) return { ...sent, sends: sent.sends + 1, sentAt: now, outcome: 'send' };
      const known = toQuestion(item);
      // A newer sign-in of the user has the word: this one waits as if it had just been sent.
      if (known.nonce !== sent.nonce) return { ...sent, sentAt: now, outcome: 'wait' };
      const outcome = outcomeOf(known, item, rules, now);
      return { ...known, outcome };
    },

    claimMessage: async (destination, message, perHour, now) => {
      const id = `destination ${destination}`;
      const values = { now, one: 1, message: [message], expiresAt: now + 2 * HOUR };
      const first = await updateItem({
        table,
        id,
        update: 'SET messages = :one, sent = :message, hourEndsAt = :hourEndsAt, expiresAt = :expiresAt',
        condition: 'attribute_not_exists(id) OR hourEndsAt <= :now',
        values: { ...values, hourEndsAt: now + HOUR },
      });
      if (first.done) return 'send';
      const next = await updateItem({
        table,
        id,
        update: 'SET messages = messages + :one ADD sent :message',
        condition: 'NOT contains(sent, :text) AND messages < :perHour',
        values: { one: 1, message: [message], text: message, perHour },
      });
      if (next.done) return 'send';
      return Array.isArray(next.item.sent) && next.item.sent.includes(message) ? 'sent before' : 'limit';
    },

    releaseMessage: async (destination, message) => {
      await updateItem({
        table,
        id: `destination ${destination}`,
        update: 'SET messages = messages - :one DELETE sent :message',
        condition: 'contains(sent, :text)',
        values: { one: 1, message: [message], text: message },
      });
    },
  };
}

function toQuestion({ nonce, issuedAt, sends, sentAt }: Item): SentQuestion {
  return { nonce: String(nonce), issuedAt: Number(issuedAt), sends: Number(sends), sentAt: Number(sentAt) };
}

/** Why a resend was not claimed. Within Cognito's retries of one call it was: the same message is handed over again. */
function outcomeOf(
  known: SentQuestion,
  item: Item,
  { repeatSeconds, resendSeconds }: { repeatSeconds: number; resendSeconds: number },
  now: number,
): Claim['outcome'] {
  if (now < known.sentAt + Math.min(repeatSeconds, 20)) return 'send';
  if (now < known.sentAt + resendSeconds) return 'wait';
  return Number(item.messages) > 0 ? 'limit' : 'wait';
}
