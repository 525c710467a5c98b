/**
 * What the operator decided, as one JSON in the environment variable `CHALLENGE_SETTINGS`.
 *
 * Terraform writes it: its own inputs under their own names, such as `srp_tolerance_enabled`, and what only the module
 * knows, such as `keyId`. It is read once, at the cold start, by the declarations that the validations of the inputs
 * come from, so a wrong value is usually found at plan time, and this is the last line of defence. It is what define needs;
 * the other functions read more (`settings.ts`).
 */

import { flag, map, object, optional, text } from './declare.ts';
import { checkFlow, type FlowStep, flowOf, stepAttributes, toStep } from './flow.ts';

export interface FlowSettings {
  /** The steps of a sign-in, in order. */
  readonly flow: readonly FlowStep[];
  /** Whether to skip an SRP_A entry that the flow did not ask for, which old mobile clients send. It never counts. */
  readonly srpTolerated: boolean;
  /** Names of app clients by id, for conditions. */
  readonly clients: Readonly<Record<string, string>>;
  /** Whether create is the operator's own: an entry without metadata then counts for the step that was asked. */
  readonly ownCreate: boolean;
}

const declared = object({
  flow: flowOf(stepAttributes),
  srp_tolerance_enabled: optional(flag(), false),
  clients: optional(map(text()), {}),
  ownCreate: optional(flag(), false),
});

/**
 * @param root what `readJson` gave
 * @throws SettingsError that names the setting, what it got and what it takes
 */
export function parseFlowSettings(root: unknown): FlowSettings {
  const { flow, srpToleranceEnabled: srpTolerated, ...settings } = declared.read(root, '');
  return { flow: checkFlow(flow.map(toStep)), srpTolerated, ...settings };
}
