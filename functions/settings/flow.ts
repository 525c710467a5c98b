import { type ChallengeName, challengeKinds } from '../challenge-kinds.ts';
import { each, flag, oneOf, record, SettingsError, text, texts, whole, wrong } from './checks.ts';

/** One step of a sign-in: a challenge to pass, or one of several that the user chooses from. What define needs of it. */
export interface FlowStep {
  /** Unique in the flow; the challenge's name unless the operator gave another. */
  readonly name: string;
  /** What may be asked. The first is asked unless the client chooses another. */
  readonly challenges: readonly [ChallengeName, ...ChallengeName[]];
  /** Wrong answers that end the sign-in, 1–10; shared by the alternatives. */
  readonly attempts: number;
  /** Whether the `external` challenge proves who the user is. It does not where nobody says so. */
  readonly isProof?: boolean;
  /** The step is asked only where this holds; always, when absent. */
  readonly when?: Condition;
}

/** Both parts hold, where both are there. */
export interface Condition {
  /** A user attribute and the values that it must have one of. */
  readonly attribute?: { readonly name: string; readonly values: readonly string[] };
  /** Names of app clients. */
  readonly clients?: readonly string[];
}

const names = Object.keys(challengeKinds) as ChallengeName[];

/**
 * @param more reads what else is needed of a step: its JSON, where that stands, and the step so far
 * @throws SettingsError
 */
export function parseFlow<More extends object>(
  value: unknown,
  more: (json: Readonly<Record<string, unknown>>, at: string, step: FlowStep) => More,
): readonly (FlowStep & More)[] {
  const flow = each(value, 'flow', (entry, at): FlowStep & More => {
    const json = record(entry, at);
    const step = parseStep(json, at);
    return { ...step, ...more(json, at, step) };
  });
  checkFlow(flow);
  return flow;
}

function parseStep(step: Readonly<Record<string, unknown>>, at: string): FlowStep {
  const [first, ...others] = each(step.challenges, `${at}.challenges`, (name, where) =>
    oneOf(name, where, names),
  );
  if (!first) throw wrong(`${at}.challenges`, 'at least one challenge', step.challenges);
  return {
    ...(step.isProof != null && { isProof: flag(step.isProof, `${at}.isProof`) }),
    ...(step.when != null && { when: parseCondition(step.when, `${at}.when`) }),
    name: parseName(step.name ?? first, `${at}.name`),
    challenges: [first, ...others],
    attempts: whole(step.attempts ?? 3, `${at}.attempts`, 1, 10),
  };
}

function parseName(value: unknown, at: string): string {
  const name = text(value, at);
  if (/^[a-z][a-z0-9_]{0,31}$/.test(name)) return name;
  throw wrong(at, 'up to 32 lower-case letters, digits, _; a letter first', name);
}

function parseCondition(value: unknown, at: string): Condition {
  const { attribute, values, clients } = record(value, at);
  return {
    ...(attribute != null && {
      attribute: { name: text(attribute, `${at}.attribute`), values: some(values, `${at}.values`) },
    }),
    ...(clients != null && { clients: some(clients, `${at}.clients`) }),
  };
}

/** None at all would be a step that nobody is ever asked. */
function some(value: unknown, at: string): string[] {
  const found = texts(value, at);
  if (found.length === 0) throw wrong(at, 'at least one text', value);
  return found;
}

function checkFlow(flow: readonly FlowStep[]): void {
  if (flow.length === 0 || flow.length > 8) throw wrong('flow', '1 to 8 steps', flow.length);
  flow.forEach((step, index) => {
    if (!step.challenges.includes('password')) return;
    if (index > 0 || step.challenges.length > 1 || step.when) {
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
}

/** Whether a challenge of a step proves who the user is. */
export function proves(step: FlowStep, name: ChallengeName): boolean {
  return name === 'external' ? step.isProof === true : challengeKinds[name];
}

/** Whether all who come to a step have proved who they are, at one before it. @param flow as for `precedesProof` */
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
