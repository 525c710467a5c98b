import { challengeKinds } from '../../functions/challenge-kinds.ts';
import { SESSION_LIMIT_BYTES } from '../../functions/flow/session-budget.ts';
import { hclList, isFunctionArn, isWhole, SPELLING } from './conditions.ts';
import type { Input } from './input.ts';
import { worstSessionBytes } from './session-size.ts';
import { standardAttributes } from './standard-attributes.ts';

const kinds = Object.entries(challengeKinds);
const all = kinds.map(([name]) => name);
const proofs = kinds.filter(([, isProof]) => isProof).map(([name]) => name);

/** A step's challenges: `any_of`, or the one `challenge`; none where it names neither, which a rule of its own refuses. */
export const challengesOf = 'coalesce(step.any_of, compact([step.challenge]))';
const nameOf = `try(coalesce(step.name, ${challengesOf}[0]), "x")`;
const codeLength = 'coalesce(step.code_length, 6)';
/** The attribute of a step's condition, or one that every event has. */
export const conditionAttribute = 'coalesce(try(step.when.attribute, null), "sub")';
const everyStep = (condition: string) => `alltrue([for step in var.flow : ${condition}])`;

/**
 * What `request.userAttributes` of an event may have, besides custom attributes: the standard ones, and two that Cognito
 * keeps. A condition on anything else would be a step that nobody is asked.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export const ATTRIBUTES = [
  ...[...standardAttributes, 'email_verified', 'phone_number_verified'].sort(),
  ...['sub', 'cognito:user_status'],
];

/** What a sign-in asks for. */
export const flowInputs = {
  flow: {
    type: `list(object({
  challenge           = optional(string)
  any_of              = optional(list(string))
  name                = optional(string)
  attempts            = optional(number, 3)
  lifetime_seconds    = optional(number, 180)
  code_length         = optional(number)
  function_arn        = optional(string)
  verify_function_arn = optional(string)
  proof               = optional(bool)
  when = optional(object({
    attribute     = optional(string)
    values        = optional(set(string), [])
    clients       = optional(set(string))
    user_writable = optional(bool, false)
  }))
}))`,
    description:
      `Steps of a sign-in, in order. challenge: ${all.join(', ')}; or any_of, several that the user chooses from. ` +
      "name: unique in the flow, the first challenge's by default. attempts: wrong answers that end the sign-in. lifetime_seconds: how long an answer is accepted. " +
      'code_length: characters of a code (6 to 10) or a picture (4 to 8). function_arn: what an external challenge calls to ask and to judge; verify_function_arn: what it calls to judge instead, where two functions share the work; ' +
      'proof: whether it proves who the user is, true or false, which an external challenge has to say. ' +
      'when: the step is asked only where the user attribute has one of values, and only of these clients; unknown users skip a step with an attribute; user_writable: whether users may write that attribute, and so switch the step off, which is refused otherwise.',
    default: [{ challenge: 'password' }, { challenge: 'captcha' }],
    validations: [
      { condition: 'length(var.flow) >= 1 && length(var.flow) <= 8', message: 'flow takes 1 to 8 steps.' },
      {
        condition: everyStep(
          '(step.challenge == null) != (step.any_of == null) && length(coalesce(step.any_of, ["x"])) > 0',
        ),
        message: `flow: a step has a challenge, or any_of with at least one; not both. ${SPELLING}`,
      },
      {
        condition: everyStep(`length(setsubtract(${challengesOf}, ${hclList(all)})) == 0`),
        message: `flow: each challenge is one of ${all.join(', ')}.`,
      },
      {
        condition: `anytrue([for step in var.flow : step.when == null && coalesce(step.proof, true) && length(setsubtract(${challengesOf}, ${hclList(proofs)})) == 0])`,
        message: `flow needs a step that proves who the user is (${proofs.join(', ')}), without a condition and without alternatives that prove nothing: the other challenges only tell people from programs, so anyone could sign in as anyone.`,
      },
      {
        condition: `alltrue([for index, step in var.flow : !contains(${challengesOf}, "password") || (index == 0 && step.any_of == null && step.when == null)])`,
        message:
          'flow: password can only be the first step, alone and without a condition, since Cognito starts it with the sign-in. Move it to the front.',
      },
      {
        condition: `length(distinct([for step in var.flow : ${nameOf}])) == length(var.flow)`,
        message:
          'flow: each step needs a name of its own; give steps with the same challenge different names.',
      },
      {
        condition: everyStep(`can(regex("^[a-z][a-z0-9_]{0,31}$", ${nameOf}))`),
        message: 'flow: a name takes up to 32 lower-case letters, digits and underscores, a letter first.',
      },
      {
        condition: everyStep(isWhole('step.attempts', 1, 10)),
        message: 'flow: attempts takes a whole number from 1 to 10.',
      },
      {
        condition: everyStep(isWhole('step.lifetime_seconds', 30, 900)),
        message:
          'flow: lifetime_seconds takes a whole number from 30 to 900; a session of Cognito lives 15 minutes at the most.',
      },
      {
        // As at the cold start: alternatives share a length that is right for each of them.
        condition: everyStep(
          isWhole(
            codeLength,
            `(length(setsubtract(${challengesOf}, ["captcha"])) == 0 ? 4 : 6)`,
            `(contains(${challengesOf}, "captcha") ? 8 : 10)`,
          ),
        ),
        message:
          'flow: code_length takes a whole number from 6 to 10 for a code, from 4 to 8 for a captcha, from 6 to 8 where both are in any_of.',
      },
      {
        condition: everyStep(
          `contains(${challengesOf}, "external") == ${isFunctionArn('step.function_arn')}`,
        ),
        message: `flow: function_arn takes the ARN of a Lambda function; an external challenge needs it, no other has it. ${SPELLING}`,
      },
      {
        condition: everyStep(
          `step.verify_function_arn == null || (contains(${challengesOf}, "external") && ${isFunctionArn('step.verify_function_arn')})`,
        ),
        message:
          'flow: verify_function_arn takes the ARN of a Lambda function, and goes with an external challenge.',
      },
      {
        // Without a default: Terraform drops a misspelt attribute silently, and a mere check would pass for a proof.
        condition: everyStep(`contains(${challengesOf}, "external") == (step.proof != null)`),
        message: `flow: proof takes true or false where a challenge is external, since only you know whether it proves who the user is; of the others it is known, so leave it out there. ${SPELLING}`,
      },
      {
        condition: everyStep(
          'step.when == null || try(step.when.attribute, null) != null || try(step.when.clients, null) != null',
        ),
        message: `flow: when takes an attribute with values, or clients, or both; leave it out for a step that everybody is asked. ${SPELLING}`,
      },
      {
        condition: everyStep(
          '(try(step.when.attribute, null) == null) == (length(try(step.when.values, [])) == 0) && try(step.when.attribute, null) != "" && !contains(try(step.when.values, []), "")',
        ),
        message: `flow: when.attribute and when.values go together: a user attribute, and the texts that it must be one of. ${SPELLING}`,
      },
      {
        condition: everyStep(
          `can(regex("^(dev:)?custom:.+$", ${conditionAttribute})) || contains(${hclList(ATTRIBUTES)}, ${conditionAttribute})`,
        ),
        message: `flow: when.attribute takes a user attribute as trigger events have it: custom:<name>, or one of ${ATTRIBUTES.join(', ')}. Groups are not among them: give their members an attribute of their own.`,
      },
      {
        condition: everyStep('try(length(step.when.clients), 1) > 0'),
        message:
          'flow: when.clients takes at least one name of clients; leave it out for a step of all clients.',
      },
      {
        condition: `${worstSessionBytes(challengesOf, nameOf)} <= ${SESSION_LIMIT_BYTES}`,
        message: `flow: a sign-in that uses up every attempt would put more into Cognito's session than the ${SESSION_LIMIT_BYTES} bytes that are sure to fit. Lower attempts, or take out steps; those of external challenges weigh most.`,
      },
    ],
  },
  srp_tolerance_enabled: {
    type: 'bool',
    description:
      'Whether a flow without password lets clients through that start with SRP all the same, as old mobile SDKs do. It proves nothing and never counts.',
    default: false,
  },
} satisfies Record<string, Input>;
