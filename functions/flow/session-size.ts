import { type ChallengeName, messageMedia } from '../challenge-kinds.ts';
import type { Step } from '../settings/step.ts';
import {
  ENTRY_BYTES,
  EXTERNAL_PRIVATE_BYTES,
  FIRST_ROUND_BYTES,
  FREE_ROUNDS,
  KEPT_BYTES,
  METADATA_BYTES,
  NOTE_BYTES,
  OTHERWISE_FIRST_BYTES,
  PASSWORD_FIRST_BYTES,
  PRIVATE_BYTES,
} from './session-budget.ts';

/**
 * Challenges of which a retry asks the same question, so that each round says which one that is: those that send it, since
 * what is in a mailbox stays what it is.
 */
export const KEPT = Object.keys(messageMedia) as ChallengeName[];

/**
 * The most bytes that a sign-in of the flow can put into Cognito's session: every attempt of every step used up, and
 * every free round, at the step whose entries are longest. Terraform computes the same sum at plan time.
 */
export function worstSessionBytes(flow: readonly Step[]): number {
  const custom = flow.filter(({ challenges }) => !challenges.includes('password'));
  const rounds = custom.reduce((sum, step) => sum + step.attempts * roundBytes(step), 0);
  const free = FREE_ROUNDS * Math.max(0, ...custom.map(roundBytes));
  const cognitos = custom.length < flow.length ? PASSWORD_FIRST_BYTES : OTHERWISE_FIRST_BYTES;
  const isExternal = custom.some(({ challenges }) => challenges.includes('external'));
  return (
    cognitos + FIRST_ROUND_BYTES + rounds + free + PRIVATE_BYTES + (isExternal ? EXTERNAL_PRIVATE_BYTES : 0)
  );
}

/** The longest entry that a round of a step can leave. */
export function roundBytes({ name, challenges }: Step): number {
  return Math.max(
    ...challenges.map(
      challenge =>
        ENTRY_BYTES +
        challenge.length +
        METADATA_BYTES +
        // A step that is named like the challenge is not named again.
        (challenge === name ? 0 : name.length + 1) +
        (KEPT.includes(challenge) ? KEPT_BYTES : 0) +
        (challenge === 'external' ? NOTE_BYTES : 0),
    ),
  );
}
