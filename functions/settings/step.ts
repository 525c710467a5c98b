import type { ChallengeName } from '../challenge-kinds.ts';
import { optionalText, present, SettingsError, whole, wrong } from './checks.ts';
import { type FlowStep, parseFlow } from './flow.ts';

/** What create, verify and deliver know of a step besides. */
export interface Step extends FlowStep {
  /** How long an answer is accepted after the question was asked, 30–900 seconds. */
  readonly lifetimeSeconds: number;
  /** Characters of a one-time code, 6–10, or letters of a picture, 4–8. */
  readonly codeLength?: number;
  /** ARN of the function that an `external` challenge asks. */
  readonly functionArn?: string;
  /** ARN of the function that judges its answers, where that is another one. */
  readonly verifyFunctionArn?: string;
}

/** @throws SettingsError */
export function parseSteps(value: unknown): readonly Step[] {
  const steps = parseFlow(value, (json, at, step) => ({
    ...present({
      codeLength:
        json.codeLength == null ? undefined : parseLength(json.codeLength, `${at}.codeLength`, step),
      ...parseFunctions(json, at, step),
    }),
    lifetimeSeconds: whole(json.lifetimeSeconds ?? 180, `${at}.lifetimeSeconds`, 30, 900),
  }));
  return Object.freeze(steps.map(step => Object.freeze(step)));
}

function parseFunctions(
  json: Readonly<Record<string, unknown>>,
  at: string,
  { challenges, isProof }: FlowStep,
) {
  const functionArn = optionalText(json.functionArn, `${at}.functionArn`);
  const verifyFunctionArn = optionalText(json.verifyFunctionArn, `${at}.verifyFunctionArn`);
  if (challenges.includes('external')) {
    if (functionArn === undefined)
      throw wrong(`${at}.functionArn`, 'the ARN of the function that asks', json.functionArn);
    // Left out or misspelt, it must not make a proof of what is none.
    if (isProof === undefined)
      throw new SettingsError(
        `${at}.isProof has no default for an external challenge: true where it proves who the user is, false where it only tells people from programs.`,
      );
  }
  return { functionArn, verifyFunctionArn };
}

/** A picture of four letters is a check; a code of less than six digits would be no proof against a few guesses. */
function parseLength(value: unknown, at: string, { challenges }: FlowStep): number {
  const isCaptcha = (name: ChallengeName) => name === 'captcha';
  return whole(value, at, challenges.every(isCaptcha) ? 4 : 6, challenges.some(isCaptcha) ? 8 : 10);
}
