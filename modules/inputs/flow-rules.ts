import { challengeKinds } from '../../functions/challenge-kinds.ts';
import { SESSION_LIMIT_BYTES } from '../../functions/flow/session-budget.ts';
import { hclList } from './conditions.ts';
import type { Validation } from './input.ts';
import { worstSessionBytes } from './session-size.ts';
import { standardAttributes } from './standard-attributes.ts';

const kinds = Object.entries(challengeKinds);
const proofs = kinds.filter(([, isProof]) => isProof).map(([name]) => name);

/** A step's challenges: `any_of`, or the one `challenge`; none where it names neither, which has a rule of its own. */
export const challengesOf = 'coalesce(step.any_of, compact([step.challenge]))';
const nameOf = `try(coalesce(step.name, ${challengesOf}[0]), "x")`;
const has = (challenge: string) => `contains(${challengesOf}, "${challenge}")`;
/** The attribute of a step's condition, or one that every event has. */
export const conditionAttribute = 'coalesce(try(step.when.attribute, null), "sub")';
const hasAttribute = 'try(step.when.attribute, null) != null';
const hasValues = 'length(try(step.when.values, [])) > 0';
const everyStep = (condition: string) => `alltrue([for step in var.flow : ${condition}])`;

/**
 * What `request.userAttributes` of an event may have, besides custom attributes: the standard ones, and two that Cognito
 * keeps. A step with a condition on anything else would be asked of nobody.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export const ATTRIBUTES = [
  ...[...standardAttributes, 'email_verified', 'phone_number_verified'].sort(),
  ...['sub', 'cognito:user_status'],
];

/** Rules that guard the sign-in itself: the functions hold to them too, and a test compares the two. */
export const guardRules: readonly Validation[] = [
  {
    condition: everyStep('(step.challenge == null) != (step.any_of == null)'),
    message: 'flow: each step has either a challenge, or any_of with several to choose from.',
  },
  {
    condition: `anytrue([for step in var.flow : step.when == null && length(setsubtract(${challengesOf}, ${hclList(proofs)})) == 0 && (!${has('external')} || coalesce(step.proof, false))])`,
    message: `flow needs a step that proves who the user is (${proofs.join(', ')}), without a condition and without alternatives that prove nothing. The other challenges only tell people from programs, so anyone could sign in as anyone.`,
  },
  {
    condition: `alltrue([for index, step in var.flow : !${has('password')} || (index == 0 && length(${challengesOf}) == 1 && step.when == null)])`,
    message:
      'flow: password can only be the first step, alone and without a condition, since Cognito starts it with the sign-in. Move it to the front.',
  },
  {
    condition: `length(distinct([for step in var.flow : ${nameOf}])) == length(var.flow)`,
    message: 'flow: each step needs a name of its own. Give steps with the same challenge different names.',
  },
  {
    // Alternatives share a length that is right for each of them.
    condition: everyStep(
      `step.code_length == null || ((length(setsubtract(${challengesOf}, ["captcha"])) == 0 || coalesce(step.code_length, 6) >= 6) && (!${has('captcha')} || coalesce(step.code_length, 6) <= 8))`,
    ),
    message:
      'flow: code_length is 6 to 10 for a code, 4 to 8 for a captcha, and 6 to 8 where any_of has both.',
  },
  {
    // Without a default: what only tells people from programs must not pass for a proof.
    condition: everyStep(`!${has('external')} || (step.function_arn != null && step.proof != null)`),
    message:
      'flow: an external challenge needs function_arn, the function that asks and judges, and proof: true if it proves who the user is, false if it only tells people from programs. Only you know which.',
  },
  {
    condition: everyStep(`!(${hasAttribute}) || ${hasValues}`),
    message: 'flow: when.attribute needs when.values, the texts that the attribute must be one of.',
  },
];

/** Rules on what would have no effect, and on what AWS makes of a flow: a plan refuses it, and functions need not. */
export const planRules: readonly Validation[] = [
  {
    condition: everyStep(
      `${has('external')} || (step.function_arn == null && step.verify_function_arn == null && step.proof == null)`,
    ),
    message:
      'flow: function_arn, verify_function_arn and proof belong to external challenges. Leave them out of the other steps.',
  },
  {
    condition: everyStep(
      `step.when == null || ${hasAttribute} || (try(step.when.clients, null) != null && !(${hasValues}))`,
    ),
    message:
      'flow: when takes an attribute with values, or clients, or both. Leave it out of a step that everybody is asked.',
  },
  {
    condition: everyStep(
      `can(regex("^(dev:)?custom:.+$", ${conditionAttribute})) || contains(${hclList(ATTRIBUTES)}, ${conditionAttribute})`,
    ),
    message: `flow: when.attribute takes a user attribute as trigger events have it: custom:<name>, or one of ${ATTRIBUTES.join(', ')}. Groups are not among them: give their members an attribute of their own.`,
  },
  {
    condition: `${worstSessionBytes(challengesOf, nameOf)} <= ${SESSION_LIMIT_BYTES}`,
    message: `flow: a sign-in that uses up every attempt would put more into Cognito's session than the ${SESSION_LIMIT_BYTES} bytes that are sure to fit. Lower attempts, or take out steps; those of external challenges weigh most.`,
  },
];
