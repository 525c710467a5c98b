import { CLIENT_ID } from '../event/event.ts';
import { TRACE } from '../event/trace.ts';
import { isRecord } from '../records.ts';
import { number, object, optional, type Setting, text, whole } from '../settings/declare.ts';
import type { BusEvent } from './bus-event.ts';
import type { LogEvent } from './log-events.ts';
import { readAs, Unreadable } from './read-as.ts';
import type { EventSettings } from './settings.ts';

/** Joins the log lines of one sign-in, and tells nobody whose it is. One that ends before its first question has none. */
const trace = optional(text('a trace id', TRACE));
const word = text('a word', /^[A-Za-z0-9 _:.-]{1,64}$/);
const ofDefine = {
  trace,
  clientId: optional(text('a client id', CLIENT_ID)),
  rounds: optional(whole(0, 1000)),
};

/** By the metric that a line counts (functions/metric-definitions.ts): what is read of the line. Nothing else goes to the bus. */
const KINDS = {
  SignInsPassed: {
    detailType: 'Sign-In Passed',
    line: object({ ...ofDefine, SignInSeconds: optional(number(0, 1e6)) }),
  },
  SignInsEnded: { detailType: 'Sign-In Ended', line: object({ ...ofDefine, Reason: word }) },
  CodesLengthened: {
    detailType: 'Limit Reached',
    line: object({ trace, Challenge: word }),
    besides: { limit: 'wrong_answers' },
  },
  MessageLimited: {
    detailType: 'Limit Reached',
    line: object({ trace, Challenge: word }),
    besides: { limit: 'messages' },
  },
} as const;

/** What details call the metrics' own names. */
const NAMES: Readonly<Record<string, string>> = {
  SignInSeconds: 'seconds',
  Reason: 'reason',
  Challenge: 'challenge',
};

/** What has to reach the function. */
export const PUBLISHED = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

/**
 * What a line of the log tells the bus. A line that is no metric of these tells nothing; one that is, and lacks what its
 * event needs, is named in the log and left out: it will not be better next time.
 */
export function signInEventsOf(line: LogEvent, { userPoolId }: EventSettings): readonly BusEvent[] {
  const record = parsed(line.message);
  const metric = PUBLISHED.find(name => Number(record?.[name]) > 0);
  if (!metric) return [];
  const { detailType, line: declared, ...kind } = KINDS[metric];
  try {
    const known = Object.entries(readAs(declared as Setting<object>, record, metric));
    const named = Object.fromEntries(known.map(([name, value]) => [NAMES[name] ?? name, value]));
    const detail = { userPoolId, ...named, ...('besides' in kind && kind.besides) };
    return [{ detailType, id: line.id, atMs: line.timestamp, detail }];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    console.warn({ message: 'A metric is not published.', fault: error.message });
    return [];
  }
}

function parsed(message: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
