/**
 * What the operator decided, as one JSON in the environment variable `CHALLENGE_SETTINGS`.
 *
 * Terraform writes it; it is parsed and checked once, at cold start. The same rules stand as validations on the
 * Terraform variables, so a wrong value is usually found at plan time; here is the last line of defence. This is the
 * part that define needs; the other functions read more of it (`settings.ts`).
 */

import { flag, record, SettingsError, text } from './checks.ts';
import { type FlowStep, parseFlow } from './flow.ts';

export interface FlowSettings {
  /** The steps of a sign-in, in order. */
  readonly flow: readonly FlowStep[];
  /** Whether an SRP_A entry that the flow did not ask for is passed over, as old mobile clients send it. It never counts. */
  readonly srpTolerated: boolean;
  /** Names of app clients by id, for conditions. */
  readonly clients: Readonly<Record<string, string>>;
  /** Whether create is the operator's own: an entry without metadata then counts for the step that was asked. */
  readonly ownCreate: boolean;
}

/**
 * @param root what `readJson` gave
 * @throws SettingsError that names the setting, what it got and what it takes
 */
export function parseFlowSettings(root: Record<string, unknown>): FlowSettings {
  const isOn = (name: string) => flag(root[name] ?? false, name);
  return {
    flow: parseFlow(root.flow, () => ({})),
    srpTolerated: isOn('srpTolerated'),
    clients: parseClients(root.clients ?? {}),
    ownCreate: isOn('ownCreate'),
  };
}

/** The object that `CHALLENGE_SETTINGS` is. @param json its value @throws SettingsError */
export function readJson(json: string | undefined): Record<string, unknown> {
  if (!json) {
    throw new SettingsError('CHALLENGE_SETTINGS is not set: deploy with the module.');
  }
  try {
    return record(JSON.parse(json), 'settings');
  } catch (error) {
    throw error instanceof SettingsError ? error : new SettingsError('CHALLENGE_SETTINGS is not JSON.');
  }
}

function parseClients(value: unknown): Record<string, string> {
  const entries = Object.entries(record(value, 'clients'));
  return Object.fromEntries(entries.map(([id, name]) => [id, text(name, `clients.${id}`)]));
}
