import { challengeKinds } from '../../functions/challenges/kinds.ts';
import type { Input } from './input.ts';

const kinds = Object.entries(challengeKinds);
const all = kinds.map(([name]) => name);
const proofs = kinds.filter(([, kind]) => kind === 'proof').map(([name]) => name);
const hclList = (names: readonly string[]) => `[${names.map(name => `"${name}"`).join(', ')}]`;

/** What a sign-in asks for. */
export const signInInputs = {
  name: {
    type: 'string',
    description: 'Name of the user pool, and the beginning of every other name.',
    validations: [
      {
        condition: 'can(regex("^[a-z][a-z0-9-]{1,31}$", var.name))',
        message:
          'name takes 2 to 32 lower-case letters, digits and hyphens, a letter first: Lambda and IAM names are made from it.',
      },
    ],
  },
  flow: {
    type: 'list(object({ challenge = string, name = optional(string), attempts = optional(number, 3), lifetime_seconds = optional(number, 180) }))',
    description:
      `Steps of a sign-in, in order. challenge: ${all.join(', ')}. name: unique in the flow, the challenge's name by default. ` +
      'attempts: wrong answers that end the sign-in. lifetime_seconds: how long an answer is accepted.',
    default: [{ challenge: 'password' }, { challenge: 'captcha' }],
    validations: [
      {
        condition: 'length(var.flow) >= 1 && length(var.flow) <= 8',
        message: 'flow takes 1 to 8 steps.',
      },
      {
        condition: `alltrue([for step in var.flow : contains(${hclList(all)}, step.challenge)])`,
        message: `flow: each challenge is one of ${all.join(', ')}.`,
      },
      {
        condition: `anytrue([for step in var.flow : contains(${hclList(proofs)}, step.challenge)])`,
        message: `flow needs a step that proves who the user is (${proofs.join(', ')}): the other challenges only tell people from programs, so anyone could sign in as anyone.`,
      },
      {
        condition: 'alltrue([for index, step in var.flow : index == 0 || step.challenge != "password"])',
        message:
          'flow: password can only be the first step, since Cognito starts it with the sign-in. Move it to the front.',
      },
      {
        condition:
          'length(distinct([for step in var.flow : coalesce(step.name, step.challenge)])) == length(var.flow)',
        message:
          'flow: each step needs a name of its own; give steps with the same challenge different names.',
      },
      {
        condition:
          'alltrue([for step in var.flow : can(regex("^[a-z][a-z0-9_]{0,31}$", coalesce(step.name, step.challenge)))])',
        message: 'flow: a name takes up to 32 lower-case letters, digits and underscores, a letter first.',
      },
      {
        condition:
          'alltrue([for step in var.flow : step.attempts >= 1 && step.attempts <= 10 && floor(step.attempts) == step.attempts])',
        message: 'flow: attempts takes a whole number from 1 to 10.',
      },
      {
        condition:
          'alltrue([for step in var.flow : step.lifetime_seconds >= 30 && step.lifetime_seconds <= 900 && floor(step.lifetime_seconds) == step.lifetime_seconds])',
        message:
          'flow: lifetime_seconds takes a whole number from 30 to 900; a session of Cognito lives 15 minutes at the most.',
      },
    ],
  },
} satisfies Record<string, Input>;
