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
} from '../../functions/flow/session-budget.ts';
import { KEPT } from '../../functions/flow/session-size.ts';
import { hclList } from './conditions.ts';

/**
 * `worstSessionBytes` of `functions/flow/session-size.ts` as a Terraform expression: what a sign-in of the flow can put
 * into Cognito's session.
 *
 * @param challenges expression of the challenges of `step`
 * @param name expression of its name
 */
export function worstSessionBytes(challenges: string, name: string): string {
  const entry =
    `${ENTRY_BYTES + METADATA_BYTES} + length(challenge) + (challenge == ${name} ? 0 : length(${name}) + 1)` +
    ` + (contains(${hclList(KEPT)}, challenge) ? ${KEPT_BYTES} : 0) + (challenge == "external" ? ${NOTE_BYTES} : 0)`;
  const round = `max(0, [for challenge in ${challenges} : ${entry}]...)`;
  const custom = (value: string) =>
    `[for step in var.flow : ${value} if !contains(${challenges}, "password")]`;
  const isThere = (challenge: string) =>
    `anytrue([for step in var.flow : contains(${challenges}, "${challenge}")])`;
  return [
    `sum(concat([0], ${custom(`step.attempts * ${round}`)}))`,
    `${FREE_ROUNDS} * max(0, ${custom(round)}...)`,
    `(${isThere('password')} ? ${PASSWORD_FIRST_BYTES} : ${OTHERWISE_FIRST_BYTES})`,
    `(${isThere('external')} ? ${EXTERNAL_PRIVATE_BYTES} : 0)`,
    FIRST_ROUND_BYTES + PRIVATE_BYTES,
  ].join(' + ');
}
