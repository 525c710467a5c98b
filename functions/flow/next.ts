import type { Step } from '../settings/flow.ts';
import type { FlowSettings } from '../settings/flow-settings.ts';
import { readSession, type TriggerEvent } from '../trigger/event.ts';
import { flowFor } from './conditions.ts';
import { type Decision, decide } from './decide.ts';

export interface Next {
  readonly decision: Decision;
  /** How many steps this sign-in takes. */
  readonly steps: number;
  /** How many rounds it took so far. */
  readonly rounds: number;
}

/** The steps that a sign-in of the user and client of an event takes. */
export function stepsFor(
  { flow, clients }: FlowSettings,
  { attributes, clientId }: TriggerEvent,
): readonly Step[] {
  return flowFor(flow, { attributes, client: clients[clientId] });
}

/** What comes next for the user and client of an event: define and create ask it alike. */
export function nextFor(settings: FlowSettings, event: TriggerEvent): Next {
  const session = readSession(event.request);
  const steps = stepsFor(settings, event);
  const decision: Decision = session
    ? decide(steps, session, event.action, settings.srpTolerated)
    : { next: 'fail', reason: 'the session is not a list' };
  return { decision, steps: steps.length, rounds: session?.length ?? 0 };
}
