import type { ChallengeName } from '../challenge-kinds.ts';
import { optional, type Values, whole } from './declare.ts';
import { checkFlow, type FlowStep, stepAttributes, toStep } from './flow.ts';
import { functionArn } from './patterns.ts';
import { SettingsError, wrong } from './settings-error.ts';

/** What create, verify and deliver read of a step, define's part included. */
export type Step = FlowStep & Values<typeof besides>;

const besides = {
  /** How long an answer is accepted after the question was asked, in seconds. */
  lifetime_seconds: optional(whole(30, 900), 180),
  /** Characters of a one-time code, 6–10, or letters of a picture, 4–8. */
  code_length: optional(whole(4, 10)),
  /** The function that an `external` challenge asks. */
  function_arn: optional(functionArn),
  /** The function that judges its answers, if it is another one. */
  verify_function_arn: optional(functionArn),
};

export const fullStepAttributes = { ...stepAttributes, ...besides };

/** @throws SettingsError */
export function toSteps(flow: readonly Values<typeof fullStepAttributes>[]): readonly Step[] {
  const steps: Step[] = flow.map(toStep);
  steps.forEach((step, index) => {
    checkLength(step, `flow[${index}].code_length`);
    checkExternal(step, `flow[${index}]`);
  });
  return Object.freeze(checkFlow(steps).map(step => Object.freeze(step)));
}

function checkExternal({ challenges, functionArn: asked, proof }: Step, at: string): void {
  if (!challenges.includes('external')) return;
  if (asked === undefined) throw wrong(`${at}.function_arn`, 'the ARN of the function that asks', asked);
  // Without a default: what only tells people from programs must not pass for a proof.
  if (proof === undefined)
    throw new SettingsError(
      `${at}.proof has no default for an external challenge: true where it proves who the user is, false where it only tells people from programs.`,
    );
}

/** A picture of four letters is enough for a check; a code of fewer than six digits would not withstand a few guesses. */
function checkLength({ challenges, codeLength }: Step, at: string): void {
  const isCaptcha = (name: ChallengeName) => name === 'captcha';
  if (codeLength !== undefined)
    whole(challenges.every(isCaptcha) ? 4 : 6, challenges.some(isCaptcha) ? 8 : 10).read(codeLength, at);
}
