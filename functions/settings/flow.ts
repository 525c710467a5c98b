import { type ChallengeName, challengeKinds } from '../challenge-kinds.ts';
import { flag, list, object, oneOf, optional, set, text, type Values, whole } from './declare.ts';
import { SettingsError, wrong } from './settings-error.ts';

/** One step of a sign-in: a challenge to pass, or one of several that the user chooses from. What define needs of it. */
export interface FlowStep {
  /** Unique in the flow; the challenge's name unless the operator gave another. */
  readonly name: string;
  /** What may be asked. The first is asked unless the client chooses another. */
  readonly challenges: readonly [ChallengeName, ...ChallengeName[]];
  /** Wrong answers that end the sign-in, 1–10; shared by the alternatives. */
  readonly attempts: number;
  /** Whether the `external` challenge proves who the user is. Default: it does not. */
  readonly proof?: boolean;
  /** The step is asked only where this holds. Default: always. */
  readonly when?: Condition;
}

/** If both parts are there, both must hold. */
export interface Condition {
  /** A user attribute. */
  readonly attribute?: string;
  /** The attribute must have one of them. */
  readonly values?: readonly string[];
  /** Names of app clients. */
  readonly clients?: readonly string[];
}

const challenge = oneOf(...(Object.keys(challengeKinds) as ChallengeName[]));

export const conditionAttributes = {
  attribute: optional(text()),
  values: optional(set(text()), []),
  clients: optional(set(text(), 1)),
};

/** The part of a step that define reads, in Terraform's words. */
export const stepAttributes = {
  challenge: optional(challenge),
  any_of: optional(list(challenge, 1)),
  name: optional(text('up to 32 lower-case letters, digits, _; a letter first', /^[a-z][a-z0-9_]{0,31}$/u)),
  attempts: optional(whole(1, 10), 3),
  proof: optional(flag()),
  when: optional(object(conditionAttributes)),
};

export const flowOf = <Attributes extends typeof stepAttributes>(attributes: Attributes) =>
  list(object(attributes), 1, 8, '1 to 8 steps');

/** @param index where it stands in the flow @throws SettingsError */
export function toStep<Given extends Values<typeof stepAttributes>>(
  { challenge: only, anyOf, ...step }: Given,
  index: number,
) {
  const challenges = (anyOf ?? [only]) as FlowStep['challenges'];
  // Without values, nobody would ever be asked.
  if (!only === !anyOf || (step.when?.attribute && !step.when.values[0]))
    throw wrong(`flow[${index}]`, 'challenge or any_of, and values with an attribute', step);
  return { ...step, name: step.name ?? challenges[0], challenges };
}

/** The rules that guard the sign-in itself, though Terraform has them too. @throws SettingsError */
export function checkFlow<Step extends FlowStep>(flow: readonly Step[]): readonly Step[] {
  flow.forEach((step, index) => {
    if (!step.challenges.includes('password')) return;
    if (index > 0 || step.challenges[1] || step.when) {
      throw new SettingsError(
        `flow[${index}]: password can only be the first step, alone and without a condition.`,
      );
    }
  });
  const stepNames = flow.map(step => step.name);
  const twice = stepNames.find((name, index) => stepNames.indexOf(name) < index);
  if (twice) {
    throw new SettingsError(`flow: the name "${twice}" is there twice; rename one step.`);
  }
  // A step that some users skip, or may pass with a mere check, proves nothing about the others.
  if (!flow.some(step => !step.when && step.challenges.every(name => proves(step, name)))) {
    throw new SettingsError(
      `flow: ${stepNames.join(', ')} lets people in without a proof of who they are; add a step without a condition that is one.`,
    );
  }
  return flow;
}

/** Whether a challenge of a step proves who the user is. */
export function proves(step: FlowStep, name: ChallengeName): boolean {
  return name === 'external' ? step.proof === true : challengeKinds[name];
}

/** Whether all who come to a step have proved who they are, at an earlier one. @param flow as for `precedesProof` */
export function followsProof(flow: readonly FlowStep[], step: FlowStep): boolean {
  return flow.slice(0, flow.indexOf(step)).some(each => each.challenges.every(name => proves(each, name)));
}

/**
 * Whether a challenge is a mere check, and people come to it through mere checks. Only there may an unknown user's
 * answer be right: a solved CAPTCHA that is right for known users alone would tell them apart. It leads to no token.
 *
 * @param flow the steps that are asked of this user
 */
export function precedesProof(flow: readonly FlowStep[], step: FlowStep, name: ChallengeName): boolean {
  const before = flow.slice(0, flow.indexOf(step));
  const hasCheck = (each: FlowStep) => each.challenges.some(other => !proves(each, other));
  return flow.includes(step) && before.every(hasCheck) && !proves(step, name);
}
