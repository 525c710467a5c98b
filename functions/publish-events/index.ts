import { putEvents } from '../aws/events.ts';
import { shell } from '../handlers/shell.ts';
import { logFault, stackOf } from '../log-fault.ts';
import { type BusEvent, toEntry } from './bus-event.ts';
import { factorChangesOf, isOfCloudTrail } from './factor-changes.ts';
import { isOfLogs, logEventsOf } from './log-events.ts';
import { type EventSettings, parseEventSettings } from './settings.ts';
import { signInEventsOf } from './sign-in-events.ts';

/**
 * Called by Lambda, asynchronously, for lines of the other functions' logs and for records of CloudTrail. What is thrown makes
 * Lambda call again with all of them: what was published already comes twice then, with the same id.
 */
export const handler = shell(
  event => ({ event }),
  async ({ event }) => {
    const known = parseEventSettings(process.env.CHALLENGE_SETTINGS);
    const entries = eventsOf(event, known).map(each => toEntry(each, known));
    await putEvents(known.busArn, entries);
    console.debug({ message: 'Events were published.', count: entries.length });
  },
  error => {
    logFault({ message: 'Events were not published.', error: String(error), stack: stackOf(error) });
    return new Error('The events were not published.');
  },
);

function eventsOf(event: unknown, known: EventSettings): readonly BusEvent[] {
  if (isOfLogs(event)) return logEventsOf(event).flatMap(line => signInEventsOf(line, known));
  if (isOfCloudTrail(event)) return factorChangesOf(event, known);
  throw new Error('Neither lines of a log nor a record of CloudTrail.');
}
