import type { TriggerEvent } from '../event/event.ts';
import type { Ask } from '../flow/decide.ts';
import { questionOf, runsFrom } from '../flow/round.ts';
import type { Parameters } from '../records.ts';
import type { Step } from '../settings/step.ts';
import type { EpochSeconds } from '../time.ts';
import type { Posed } from './pose.ts';

/** Where the user is in the sign-in, and what happened to the previous answer: the same names for every challenge. */
export function progress(
  { step, index, spent, last }: Ask<Step>,
  posed: Posed,
  { action }: TriggerEvent,
  now: EpochSeconds,
): Parameters {
  // `<=`: verify judged a moment ago, to the millisecond, what is a whole second here.
  const asked = questionOf(last);
  const isExpired =
    asked && (asked.kept ? runsFrom(asked.kept) : asked.issuedAt) + step.lifetimeSeconds <= now;
  const error = isExpired ? 'EXPIRED' : last && !action ? 'WRONG_ANSWER' : undefined;
  return {
    step: String(index + 1),
    attemptsRemaining: String(step.attempts - spent),
    expiresAt: toIso(runsFrom(posed) + step.lifetimeSeconds),
    ...(step.challenges.length > 1 && { alternatives: step.challenges.join(',') }),
    ...(error && { error }),
  };
}

/** `2026-11-21T20:15:00.000Z` */
export function toIso(seconds: EpochSeconds): string {
  return new Date(seconds * 1000).toISOString();
}
