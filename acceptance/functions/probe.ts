/** A trigger for every source: keeps the event as Cognito sent it, and answers what the pool's script says. */

import { setTimeout as sleep } from 'node:timers/promises';
import { type ProbedEvent, ruleFor } from '../script.ts';
import { keep, scriptOf } from './keep.ts';

export async function handler(event: ProbedEvent): Promise<unknown> {
  const userPoolId = event.userPoolId ?? '';
  await keep('event', userPoolId, event);
  const rule = ruleFor(await scriptOf(userPoolId), event);
  if (!rule) return event;
  if (rule.delayMs) await sleep(rule.delayMs);
  if (rule.throws !== undefined) throw new Error(rule.throws);
  if ('output' in rule) return rule.output;
  return { ...event, response: { ...event.response, ...rule.response } };
}
