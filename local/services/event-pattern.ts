/**
 * Event patterns of EventBridge, as far as the module has them: texts that a field may have, and whether it is there.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';

/** Whether a rule takes an event. */
export type EventPattern = (event: JsonObject) => boolean;

/** @throws Error for a pattern that EventBridge may take, and that is not read here */
export function parseEventPattern(text: string): EventPattern {
  const pattern: Json = JSON.parse(text);
  if (!isObject(pattern)) throw new Error('an event pattern is a JSON object');
  const matches = matcherOf(pattern, '');
  return event => matches(event);
}

type Matcher = (value: Json | undefined) => boolean;

function matcherOf(pattern: Json, at: string): Matcher {
  if (Array.isArray(pattern)) {
    const choices = pattern.map(choice => choiceOf(choice, at));
    return value => choices.some(choice => choice(value));
  }
  if (!isObject(pattern)) throw refused(at, pattern);
  const fields = Object.entries(pattern).map(([name, inner]) => {
    if (name.startsWith('$')) throw refused(`${at}.${name}`, inner);
    return [name, matcherOf(inner, `${at}.${name}`)] as const;
  });
  return value => fields.every(([name, matches]) => matches(isObject(value) ? value[name] : undefined));
}

function choiceOf(choice: Json, at: string): Matcher {
  if (typeof choice === 'string') return value => value === choice;
  if (isObject(choice) && typeof choice.exists === 'boolean' && Object.keys(choice).length === 1)
    return value => (value !== undefined) === choice.exists;
  throw refused(at, choice);
}

const refused = (at: string, pattern: Json) =>
  new Error(`the event pattern has ${JSON.stringify(pattern)} at ${at.slice(1)}, which is not read here`);
