/**
 * What the operator decided, as one JSON in the environment variable `CHALLENGE_SETTINGS`.
 *
 * Terraform writes it; it is parsed and checked once, at cold start. The same rules stand as validations on the
 * Terraform variables, so a wrong value is usually found at plan time; here is the last line of defence.
 */

import { type ChallengeName, challengeKinds } from './challenges/kinds.ts';

export interface Settings {
  /** The steps of a sign-in, in order. */
  readonly flow: readonly Step[];
  /** ARN of the KMS key (HMAC_256) that answers are derived from. */
  readonly keyId: string;
}

export interface Step {
  /** Unique in the flow; the challenge's name unless the operator gave another. */
  readonly name: string;
  readonly challenge: ChallengeName;
  /** Wrong answers that end the sign-in, 1–10. */
  readonly attempts: number;
  /** How long an answer is accepted after the question was asked, 30–900 seconds. */
  readonly lifetimeSeconds: number;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * @param json the value of `CHALLENGE_SETTINGS`
 * @throws SettingsError that names the setting, what it got and what it takes
 */
export function parseSettings(json: string | undefined): Settings {
  if (!json)
    throw new SettingsError(
      'CHALLENGE_SETTINGS is not set: deploy the function with the module that writes it.',
    );
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SettingsError('CHALLENGE_SETTINGS is not JSON.');
  }
  const root = record(value, 'settings');
  const flow = list(root.flow, 'flow').map(parseStep);
  checkFlow(flow);
  return Object.freeze({ flow: Object.freeze(flow), keyId: text(root.keyId, 'keyId') });
}

function parseStep(value: unknown, index: number): Step {
  const at = `flow[${index}]`;
  const step = record(value, at);
  const challenge = text(step.challenge, `${at}.challenge`);
  if (!Object.hasOwn(challengeKinds, challenge)) {
    throw wrong(`${at}.challenge`, `one of ${Object.keys(challengeKinds).join(', ')}`, challenge);
  }
  const name = text(step.name ?? challenge, `${at}.name`);
  if (!/^[a-z][a-z0-9_]{0,31}$/.test(name)) {
    throw wrong(`${at}.name`, 'up to 32 lower-case letters, digits and _, a letter first', name);
  }
  return Object.freeze({
    name,
    challenge: challenge as ChallengeName,
    attempts: whole(step.attempts ?? 3, `${at}.attempts`, 1, 10),
    lifetimeSeconds: whole(step.lifetimeSeconds ?? 180, `${at}.lifetimeSeconds`, 30, 900),
  });
}

/** A flow without a proof of identity would let anyone who solves a CAPTCHA sign in as anyone. */
function checkFlow(flow: readonly Step[]): void {
  if (flow.length === 0 || flow.length > 8) throw wrong('flow', '1 to 8 steps', flow.length);
  const misplaced = flow.findIndex((step, index) => index > 0 && step.challenge === 'password');
  if (misplaced > 0) {
    throw new SettingsError(
      `flow[${misplaced}]: password can only be the first step, since Cognito starts it with the sign-in.`,
    );
  }
  const names = flow.map(step => step.name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice)
    throw new SettingsError(`flow: the name "${twice}" is there twice; give one of the steps another name.`);
  if (!flow.some(step => challengeKinds[step.challenge] === 'proof')) {
    throw new SettingsError(
      `flow: ${names.join(', ')} only tells people from programs; add a step that proves who the user is, as password.`,
    );
  }
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(at, 'an object', value);
  return value as Record<string, unknown>;
}

function list(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list', value);
  return value;
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(at, 'a text', value);
  return value;
}

function whole(value: unknown, at: string, min: number, max: number): number {
  if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
    throw wrong(at, `a whole number from ${min} to ${max}`, value);
  }
  return Number(value);
}

function wrong(at: string, takes: string, got: unknown): SettingsError {
  return new SettingsError(`${at} takes ${takes}; got ${JSON.stringify(got)}.`);
}
