import type { Item, UpdateItem } from '../aws/dynamodb.ts';
import type { EpochSeconds } from '../time.ts';
import { spentIn } from './answers.ts';
import { isGuarded } from './guesses.ts';
import { itemId } from './items.ts';
import {
  type Claim,
  type Ledger,
  RESEND_REPEAT_SECONDS,
  type SendRules,
  type SentQuestion,
  UNLIMITED,
} from './ledger.ts';

const HOUR = 3600;

/** Longer than any question can be answered. */
const KEPT_SECONDS = 2 * HOUR;

type Questions = Pick<Ledger, 'claimQuestion' | 'claimResend' | 'wasSent'>;

/** What a user was sent: the current question, the messages of the hour, and the questions of this hour and the two before. */
export function questionsIn(table: string, update: UpdateItem): Questions {
  const isSpent = spentIn(table, update);
  const isUsed = ({ question, isLong }: SentQuestion, { attempts }: SendRules, now: EpochSeconds) =>
    isSpent(question, isLong ? UNLIMITED : attempts, now);
  const guarded = ({ guesses, attempts }: SendRules, now: EpochSeconds) =>
    isGuarded(table, { ...guesses, attempts }, now, update);

  /** Puts another question in the place of one that was read a moment ago, and lists it. */
  const replacing =
    (id: string, now: EpochSeconds) => async (old: SentQuestion, fresh: SentQuestion, counted: Change) => {
      const { item } = await update({
        table,
        id,
        set: `${QUESTION}, ${counted.set}`,
        condition: 'question = :oldQuestion AND sentAt = :oldSentAt',
        values: {
          ...valuesOf(fresh, now),
          ...counted.values,
          ...{ oldQuestion: old.question, oldSentAt: old.sentAt },
        },
      });
      // Where another call was faster, a moment ago, its question is this one's.
      return { ...toQuestion(item), outcome: 'send' } as const;
    };

  const questions: Questions = {
    claimQuestion: async (asker, fresh, rules, now) => {
      const id = itemId('user', asker);
      const replace = replacing(id, now);
      const { perHour, repeatSeconds } = rules;
      const only = perHour === 1 ? fresh.long : fresh;
      const [first, needsLong] = await Promise.all([
        update({
          table,
          id,
          set: `${QUESTION}, ${FIRST_OF_HOUR}`,
          condition: 'attribute_not_exists(id) OR (hourEndsAt <= :now AND issuedAt <= :before)',
          values: { ...valuesOf(only, now), hourEndsAt: now + HOUR, before: now - repeatSeconds },
        }),
        guarded(rules, now),
      ]);
      const known = toQuestion(first.item);
      if (first.done) {
        const stays = known.isLong || !needsLong;
        return stays ? { ...known, outcome: 'send' } : replace(known, fresh.long, inPlaceOf(known));
      }
      const stands = now < standsUntil(first.item, repeatSeconds) && (known.isLong || !needsLong);
      if (stands && !(await isUsed(known, rules, now))) return { ...known, outcome: 'send' };
      const counted = oneMore(first.item, perHour, now);
      if (!counted) return { ...known, outcome: 'limit' };
      return replace(known, needsLong || counted.isLast ? fresh.long : fresh, counted);
    },

    claimResend: async (asker, { sent, fresh }, rules, now) => {
      // Used or used up in another sign-in, or no longer judged: sent once more, it would be of no use to anybody.
      const [used, needsLong] = await Promise.all([isUsed(sent, rules, now), guarded(rules, now)]);
      if (used || (needsLong && !sent.isLong)) return questions.claimQuestion(asker, fresh, rules, now);
      const id = itemId('user', asker);
      const replace = replacing(id, now);
      const resent = 'sentAt = :now, sends = sends + :one, expiresAt = :expiresAt';
      const resentNow = { now, one: 1, expiresAt: now + KEPT_SECONDS };
      const first = await update({
        table,
        id,
        set: `${resent}, messages = messages + :one`,
        condition: 'question = :question AND sentAt <= :before AND messages < :most AND hourEndsAt > :now',
        values: {
          ...resentNow,
          ...{ question: sent.question, before: now - rules.resendSeconds },
          // The last message of the hour brings a long code.
          most: sent.isLong ? rules.perHour : rules.perHour - 1,
        },
      });
      const known = toQuestion(first.item);
      if (first.done) return { ...known, outcome: 'send' };
      // The user has no item: the caller gets the usual answer.
      if (first.item.question === undefined) return { ...sent, sentAt: now, outcome: 'wait' };
      const isNewer = known.question !== sent.question;
      if (isNewer) {
        // A newer sign-in replaced the question: from here on this one asks for the same, so that what the newest
        // message brings is right in both. The owner's would otherwise get nothing more.
        const stands = now < standsUntil(first.item, rules.lifetimeSeconds) && (known.isLong || !needsLong);
        if (!stands || (await isUsed(known, rules, now))) {
          const claim = await questions.claimQuestion(asker, fresh, rules, now);
          return claim.outcome === 'limit' ? { ...sent, outcome: 'limit' } : claim;
        }
      }
      const early = tooEarly(known, rules.resendSeconds, now);
      if (early) return { ...known, outcome: early };
      const counted = oneMore(first.item, rules.perHour, now);
      // Whoever did not know of it has the last one handed over: an earlier try may have died before it did so.
      if (!counted) return { ...known, outcome: isNewer ? 'send' : 'limit' };
      if (counted.isLast && !known.isLong) return replace(known, fresh.long, counted);
      const next = await update({
        table,
        id,
        set: `${resent}, ${counted.set}`,
        condition: 'question = :question AND sentAt = :oldSentAt',
        values: {
          ...resentNow,
          ...{ question: known.question, questions: [known.question], oldSentAt: known.sentAt },
          ...counted.values,
        },
      });
      // Where another call was faster, a moment ago, its message is this one's.
      return { ...toQuestion(next.item), outcome: 'send' };
    },

    wasSent: async (asker, question) => {
      const { done } = await update({
        table,
        id: itemId('user', asker),
        set: 'sentAt = sentAt',
        condition:
          'contains(questions, :question) OR contains(earlier, :question) OR contains(earliest, :question)',
        values: { question },
      });
      return done;
    },
  };
  return questions;
}

const QUESTION =
  'question = :question, veiled = :veiled, isLong = :isLong, issuedAt = :now, sentAt = :now, sends = :one, expiresAt = :expiresAt';

const valuesOf = ({ question, veiled, isLong }: SentQuestion, now: EpochSeconds) => ({
  ...{ question, questions: [question], veiled, isLong: isLong ? 1 : 0 },
  ...{ now, one: 1, expiresAt: now + KEPT_SECONDS },
});

/**
 * Until when other sign-ins are given a question: a short code for so many seconds, a long one at least to the end of the
 * hour. Never shorter than Cognito's tries at one call take, whatever ends meanwhile.
 */
function standsUntil({ issuedAt, isLong, hourEndsAt, messages }: Item, seconds: number): number {
  const ends = Number(issuedAt) + seconds;
  // An operator ended its hour where the one that runs has no message yet (`clearing.ts`).
  return isLong === 1 && messages !== 0 ? Math.max(ends, Number(hourEndsAt)) : ends;
}

function toQuestion({ question, veiled, isLong, issuedAt, sends, sentAt }: Item): SentQuestion {
  return {
    ...{ question: String(question), veiled: String(veiled), isLong: isLong === 1 },
    ...{ issuedAt: Number(issuedAt), sends: Number(sends), sentAt: Number(sentAt) },
  };
}

interface Change {
  readonly set: string;
  readonly values: Item;
}

/** What a message more changes. */
interface Counted extends Change {
  /** Whether it is the last one that the hour allows. */
  readonly isLast: boolean;
}

/** A question in the place of the hour's first, which was not sent: nobody has anything to say of it. */
const inPlaceOf = ({ question }: SentQuestion): Change => ({
  set: 'questions = :questions DELETE earlier :unsent, earliest :unsent',
  values: { unsent: [question] },
});

/**
 * The questions of the two hours before are remembered. A link with a long code counts for an hour and 15 minutes, and
 * may be of the last second of its hour: the next hour is over before it is.
 */
const FIRST_OF_HOUR =
  'messages = :one, hourEndsAt = :hourEndsAt, earliest = if_not_exists(earlier, :questions), earlier = if_not_exists(questions, :questions), questions = :questions';

/**
 * Counts one message more, in a new hour if the last one is over, and lists its question; undefined where the hour's
 * messages are used up.
 */
function oneMore({ messages, hourEndsAt }: Item, perHour: number, now: EpochSeconds): Counted | undefined {
  if (Number(hourEndsAt) <= now) {
    return { set: FIRST_OF_HOUR, values: { hourEndsAt: now + HOUR }, isLast: perHour === 1 };
  }
  const more = Number(messages) + 1;
  if (more > perHour) return undefined;
  return {
    set: 'messages = messages + :one ADD questions :questions',
    values: {},
    isLast: more === perHour,
  };
}

/** Why it is too early for a resend. Within Cognito's tries at one call it was claimed: it is handed over once more. */
function tooEarly(
  { sentAt }: SentQuestion,
  resendSeconds: number,
  now: EpochSeconds,
): Claim['outcome'] | undefined {
  if (now < sentAt + RESEND_REPEAT_SECONDS) return 'send';
  return now < sentAt + resendSeconds ? 'wait' : undefined;
}
