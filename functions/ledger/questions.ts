import { type Item, updateItem } from '../aws/dynamodb.ts';
import { isSpent } from './answers.ts';
import { type Claim, type Ledger, RESEND_REPEAT_SECONDS, type SentQuestion } from './ledger.ts';

const HOUR = 3600;

type Questions = Pick<Ledger, 'claimQuestion' | 'claimResend' | 'wasSent'>;

/** What a user was sent: the question that stands, the messages of the hour, and the questions of this hour and the last. */
export function questionsIn(table: string): Questions {
  const questions: Questions = {
    claimQuestion: async (user, fresh, rules, now) => {
      const id = `user ${user}`;
      const question =
        'question = :question, veiled = :veiled, issuedAt = :now, sentAt = :now, sends = :one, expiresAt = :expiresAt';
      const values = {
        ...{ question: fresh.question, questions: [fresh.question], veiled: fresh.veiled },
        ...{ now, one: 1, expiresAt: now + 2 * HOUR },
      };
      const first = await updateItem({
        table,
        id,
        set: `${question}, ${FIRST_OF_HOUR}`,
        condition: 'attribute_not_exists(id) OR (hourEndsAt <= :now AND issuedAt <= :before)',
        values: { ...values, hourEndsAt: now + HOUR, before: now - rules.repeatSeconds },
      });
      if (first.done) return { ...toQuestion(first.item), outcome: 'send' };

      const known = toQuestion(first.item);
      const isRecent = now < known.issuedAt + rules.repeatSeconds;
      const repeats = isRecent && !(await isSpent(table, known.question, rules.attempts, now));
      if (repeats) return { ...known, outcome: 'send' };
      const counted = oneMore(first.item, rules.perHour, now);
      if (!counted) return { ...known, outcome: 'limit' };
      const next = await updateItem({
        table,
        id,
        set: `${question}, ${counted.set}`,
        condition: 'question = :oldQuestion AND sentAt = :oldSentAt',
        values: { ...values, ...counted.values, oldQuestion: known.question, oldSentAt: known.sentAt },
      });
      // Where another call was faster, a moment ago, its question is this one's.
      return { ...toQuestion(next.item), outcome: 'send' };
    },

    claimResend: async (user, sent, fresh, rules, now) => {
      // Used or used up in another sign-in: sent once more, it would be of no use to anybody.
      if (await isSpent(table, sent.question, rules.attempts, now))
        return questions.claimQuestion(user, fresh, rules, now);
      const id = `user ${user}`;
      const resent = 'sentAt = :now, sends = sends + :one';
      const first = await updateItem({
        table,
        id,
        set: `${resent}, messages = messages + :one`,
        condition: 'question = :question AND sentAt <= :before AND messages < :perHour AND hourEndsAt > :now',
        values: {
          ...{ now, one: 1, question: sent.question },
          ...{ before: now - rules.resendSeconds, perHour: rules.perHour },
        },
      });
      const known = toQuestion(first.item);
      if (first.done) return { ...known, outcome: 'send' };
      // A newer sign-in of the user has the word: this one waits as if it had just been sent.
      if (known.question !== sent.question) return { ...sent, sentAt: now, outcome: 'wait' };
      const early = tooEarly(known, rules.resendSeconds, now);
      if (early) return { ...known, outcome: early };
      const counted = oneMore(first.item, rules.perHour, now);
      if (!counted) return { ...known, outcome: 'limit' };
      const next = await updateItem({
        table,
        id,
        set: `${resent}, ${counted.set}`,
        condition: 'question = :question AND sentAt = :oldSentAt',
        values: {
          ...{ now, one: 1, question: sent.question, questions: [sent.question], oldSentAt: known.sentAt },
          ...counted.values,
        },
      });
      const newest = toQuestion(next.item);
      return newest.question === sent.question
        ? { ...newest, outcome: 'send' }
        : { ...sent, sentAt: now, outcome: 'wait' };
    },

    wasSent: async (user, question) => {
      const { done } = await updateItem({
        table,
        id: `user ${user}`,
        set: 'sentAt = sentAt',
        condition: 'contains(questions, :question) OR contains(earlier, :question)',
        values: { question },
      });
      return done;
    },
  };
  return questions;
}

function toQuestion({ question, veiled, issuedAt, sends, sentAt }: Item): SentQuestion {
  return {
    ...{ question: String(question), veiled: String(veiled) },
    ...{ issuedAt: Number(issuedAt), sends: Number(sends), sentAt: Number(sentAt) },
  };
}

/** The questions of the hour before are remembered: a link lives for 15 minutes at the most, and may outlive its hour. */
const FIRST_OF_HOUR =
  'messages = :one, hourEndsAt = :hourEndsAt, earlier = if_not_exists(questions, :questions), questions = :questions';

/**
 * Counts one message more, in a new hour if the last one is over, and lists its question; undefined where the hour's
 * messages are used up.
 */
function oneMore({ messages, hourEndsAt }: Item, perHour: number, now: number) {
  if (Number(hourEndsAt) <= now) {
    return { set: FIRST_OF_HOUR, values: { hourEndsAt: now + HOUR } };
  }
  if (Number(messages) >= perHour) return undefined;
  return { set: 'messages = messages + :one ADD questions :questions', values: {} };
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
