import { lifetimeOf } from '../answers/long-code.ts';
import type { Challenge } from '../challenges/challenge.ts';
import type { Ask } from '../flow/decide.ts';
import { type KeptQuestion, questionOf, type RoundQuestion } from '../flow/round.ts';
import { type Claim, REPEAT_SECONDS } from '../ledger/ledger.ts';
import type { DeliverySettings } from '../settings/settings.ts';
import type { Step } from '../settings/step.ts';
import type { Claims, Rules } from './claims.ts';

/** The question of this round: new, or the one that stands. */
export interface Posed extends KeptQuestion {
  /** Epoch seconds. */
  readonly issuedAt: number;
  /** What came of asking to send it; undefined where nothing is to be sent. */
  readonly outcome?: Claim['outcome'];
}

/**
 * Decides which question this round asks. A challenge that keeps its question asks the same one until its time is up,
 * so that a code in a mailbox stays right after a wrong try and after a resend.
 *
 * @param fresh a question of this moment, with a nonce of its own
 */
export async function pose(
  { step, last }: Ask<Step>,
  challenge: Challenge & { readonly name: string },
  wantsResend: boolean,
  fresh: Posed,
  claims: Claims,
  delivery: DeliverySettings | undefined,
): Promise<Posed> {
  const now = fresh.issuedAt;
  const stands =
    challenge.isKept && last?.challenge === challenge.name
      ? standing(questionOf(last), now, step)
      : undefined;
  if (!challenge.message || !delivery) return stands ?? fresh;
  if (stands && !wantsResend) return stands;
  const rules: Rules = {
    // For half of its life: a new sign-in should not begin with a link that is about to end.
    repeatSeconds: Math.max(REPEAT_SECONDS, challenge.message.isOutstanding ? step.lifetimeSeconds / 2 : 0),
    resendSeconds: delivery.resendSeconds,
    perHour: delivery.messagesPerHour,
    attempts: step.attempts,
  };
  return stands ? claims.resend(stands, fresh, rules, now) : claims.question(fresh, rules, now);
}

/** The question of the round before, if its time is not up. */
function standing(asked: RoundQuestion | undefined, now: number, step: Step): Posed | undefined {
  if (!asked?.kept || now >= asked.issuedAt + lifetimeOf(asked.kept, step)) return undefined;
  return { ...asked.kept, issuedAt: asked.issuedAt };
}
