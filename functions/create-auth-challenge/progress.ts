import { isLong, lifetimeOf } from '../answers/long-code.ts';
import type { Parameters } from '../challenges/challenge.ts';
import type { Ask } from '../flow/decide.ts';
import { questionOf } from '../flow/round.ts';
import type { Step } from '../settings/step.ts';
import type { TriggerEvent } from '../trigger/event.ts';
import type { Posed } from './pose.ts';

/** Where the user is in the sign-in, and what became of the answer before: the same names for every challenge. */
export function progress(
  { step, index, spent, last }: Ask<Step>,
  challenge: string,
  steps: number,
  posed: Posed,
  { action }: TriggerEvent,
  now: number,
): Parameters {
  // `<=`: verify judged a moment ago, to the millisecond, what is a whole second here.
  const asked = questionOf(last);
  const isExpired = asked !== undefined && asked.issuedAt + lifetimeOf(asked.kept ?? posed, step) <= now;
  const error = isExpired ? 'EXPIRED' : last && !action ? 'WRONG_ANSWER' : undefined;
  return {
    challenge,
    step: String(index + 1),
    steps: String(steps),
    attemptsRemaining: String(step.attempts - spent),
    expiresAt: toIso(expiryOf(posed, step, now)),
    ...(step.challenges.length > 1 && { alternatives: step.challenges.join(',') }),
    ...(error && { error }),
  };
}

/** A long code may be of another sign-in: it lasts for this one, and when it was asked is nobody's business. */
function expiryOf(posed: Posed, step: Step, now: number): number {
  const end = posed.issuedAt + lifetimeOf(posed, step);
  return isLong(posed) ? Math.min(end, now + step.lifetimeSeconds) : end;
}

/** `2026-11-21T20:15:00.000Z`. @param seconds since the epoch */
export function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
