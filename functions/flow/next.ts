import type { Settings } from '../settings/settings.ts';
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

/** What comes next for the user and client of an event: define and create ask it alike. */
export function nextFor({ flow, clients, srpTolerated }: Settings, event: TriggerEvent): Next {
  const session = readSession(event.request);
  const steps = flowFor(flow, { attributes: event.attributes, client: clients[event.clientId] });
  const decision: Decision = session
    ? decide(steps, session, event.action, srpTolerated)
    : { next: 'fail', reason: 'the session is not a list' };
  return { decision, steps: steps.length, rounds: session?.length ?? 0 };
}
