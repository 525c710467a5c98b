import { readSession, type TriggerEvent } from '../event/event.ts';
import type { FlowStep } from '../settings/flow.ts';
import type { FlowSettings } from '../settings/flow-settings.ts';
import { flowFor } from './conditions.ts';
import { type Decision, decide, fail } from './decide.ts';

/** Statuses in which Cognito wants a new password before anything else, once the old one was right. */
const NEEDS_PASSWORD = ['FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'];

type With<Step extends FlowStep> = FlowSettings & { readonly flow: readonly Step[] };

/** The steps that a sign-in of the user and client of an event takes. */
export function stepsFor<Step extends FlowStep>(
  { flow, clients }: With<Step>,
  { attributes, clientId }: TriggerEvent,
): readonly Step[] {
  return flowFor(flow, { attributes, client: clients[clientId] });
}

/** What comes next for the user and client of an event: define and create ask it alike. */
export function nextFor<Step extends FlowStep>(settings: With<Step>, event: TriggerEvent): Decision<Step> {
  const session = readSession(event.request);
  if (!session) return fail('the session is not a list');
  return decide(stepsFor(settings, event), session, {
    ...settings,
    action: event.action,
    needsPassword: NEEDS_PASSWORD.includes(event.attributes['cognito:user_status'] ?? ''),
  });
}
