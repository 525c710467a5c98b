import type { Challenge } from '../challenges/challenge.ts';
import type { Ask } from '../flow/decide.ts';
import {
  type KeptQuestion,
  MAX_AFTER_SECONDS,
  questionOf,
  type RoundQuestion,
  runsFrom,
} from '../flow/round.ts';
import { type Claim, REPEAT_SECONDS } from '../ledger/ledger.ts';
import { lifetimeOf } from '../question/long-code.ts';
import type { DeliverySettings } from '../settings/settings.ts';
import type { Step } from '../settings/step.ts';
import type { EpochSeconds } from '../time.ts';
import type { Claims, Rules } from './claims.ts';

/**
 * The question of this round: new, or the current one. The client is told only what this sign-in itself
 * asked for, and when: the current question may belong to another sign-in, and the caller need not be the user.
 */
export interface Posed extends KeptQuestion {
  readonly issuedAt: EpochSeconds;
  /** The message that is due by this: which one with the question it is, and whether the ledger lets it go. */
  readonly message?: Pick<Claim, 'sends' | 'outcome'>;
  /** Whether this sign-in alone asked for all the messages of an hour. */
  readonly isUsedUp?: boolean;
}

/** What a round begins with. */
export interface RoundStart {
  readonly ask: Ask<Step>;
  readonly challenge: Challenge & { readonly name: string };
  readonly wantsResend: boolean;
  /** A question made now, with a new nonce. */
  readonly fresh: Posed;
  /** Absent where no challenge sends anything. */
  readonly delivery: DeliverySettings | undefined;
}

/**
 * Decides which question this round asks. A challenge that keeps its question asks the same one until its time is up,
 * so that a code in a mailbox stays right after a wrong try and after a resend.
 */
export async function pose(
  { ask: { step, last }, challenge, wantsResend, fresh, delivery }: RoundStart,
  claims: Claims,
): Promise<Posed> {
  const now = fresh.issuedAt;
  const stands =
    challenge.isKept && last?.challenge === challenge.name
      ? standing(questionOf(last), now, step.lifetimeSeconds)
      : undefined;
  if (!challenge.message || !delivery) return stands ?? fresh;
  if (stands && !wantsResend) return stands;
  const rules: Rules = {
    // For half of its life: a new sign-in should not begin with a link that is about to end.
    repeatSeconds: Math.max(REPEAT_SECONDS, challenge.message.isOutstanding ? step.lifetimeSeconds / 2 : 0),
    lifetimeSeconds: step.lifetimeSeconds,
    resendSeconds: delivery.resendSeconds,
    perHour: delivery.messagesPerHour,
    attempts: step.attempts,
  };
  if (!stands) {
    const { nonce, issuedAt, ...message } = await claims.question(fresh, rules, now);
    return { nonce, issuedAt, askedAt: now, sends: 1, sentAt: now, message };
  }
  if (now < stands.sentAt + delivery.resendSeconds) return stands;
  if (stands.sends >= delivery.messagesPerHour) return { ...stands, isUsedUp: true };
  // What was over when this sign-in got it, or is since, does not come to life again by a resend.
  const isOver = now >= stands.issuedAt + lifetimeOf(stands, step);
  const claim = isOver ? claims.question(fresh, rules, now) : claims.resend(stands, fresh, rules, now);
  const { nonce, issuedAt, ...message } = await claim;
  const askedAt = now - stands.askedAt > MAX_AFTER_SECONDS ? now : stands.askedAt;
  return { nonce, issuedAt, askedAt, sends: stands.sends + 1, sentAt: now, message };
}

/** The question of the round before, if its time is not up. */
function standing(
  asked: RoundQuestion | undefined,
  now: EpochSeconds,
  lifetimeSeconds: number,
): Posed | undefined {
  if (!asked?.kept || now >= runsFrom(asked.kept) + lifetimeSeconds) return undefined;
  return { ...asked.kept, issuedAt: asked.issuedAt };
}
