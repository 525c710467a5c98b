/** What is told of the events that a probe kept. */

import type { Event } from '../aws/kept.ts';
import { isObject, type Json } from '../json.ts';

const entries = (event: Event): readonly Json[] =>
  Array.isArray(event.request.session) ? event.request.session : [];

/** A session in short: `SRP_A true, PASSWORD_VERIFIER true`. */
export const sessionIn = (event: Event): string =>
  entries(event)
    .filter(isObject)
    .map(({ challengeName, challengeResult }) => `${challengeName} ${challengeResult}`)
    .join(', ');

/** Each call of define, as the session that it saw. */
export const definesSaw = (events: readonly Event[]): readonly string[] =>
  ofTrigger(events, 'DefineAuthChallenge').map(sessionIn);

export const ofTrigger = (events: readonly Event[], trigger: string): readonly Event[] =>
  events.filter(({ triggerSource }) => triggerSource.startsWith(trigger));

/** The sources of the calls before tokens were made. */
export const tokenSources = (events: readonly Event[]): readonly string[] =>
  ofTrigger(events, 'TokenGeneration').map(({ triggerSource }) => triggerSource);

/** The names of the triggers, in their order. */
export const triggers = (events: readonly Event[]): readonly string[] =>
  events.map(({ triggerSource }) => triggerSource);
