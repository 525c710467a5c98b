import { pause } from '../http/time-left.ts';
import { regionOf } from './endpoint.ts';
import { AwsCallError, sendJson } from './send.ts';

/** An entry of `PutEvents`, but for the bus. */
export interface EventEntry {
  readonly Source: string;
  readonly DetailType: string;
  /** JSON text. */
  readonly Detail: string;
  /** Epoch seconds, with decimals. */
  readonly Time: number;
}

/** What a call takes: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;

/** Of an entry that may pass later: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
const PASSING = ['InternalFailure', 'InternalException', 'ThrottlingException'];

const TRIES = 3;

/**
 * Puts events on a bus, of another account or region as well. Entries that EventBridge refuses for the moment are put again,
 * without those that it took. All batches are tried before anything is thrown.
 *
 * @param busArn a bus that is not there takes events too, by AWS's page: they are lost
 * @throws AwsCallError for the first entry that was not taken
 */
export async function putEvents(busArn: string, entries: readonly EventEntry[]): Promise<void> {
  let failure: unknown;
  for (let from = 0; from < entries.length; from += MOST_ENTRIES) {
    try {
      await putBatch(busArn, entries.slice(from, from + MOST_ENTRIES));
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure) throw failure;
}

async function putBatch(busArn: string, batch: readonly EventEntry[]): Promise<void> {
  let left = batch;
  for (let attempt = 1; ; attempt++) {
    const refused = await putOnce(busArn, left);
    const [first] = refused;
    if (!first) return;
    if (attempt === TRIES || !refused.every(({ code }) => PASSING.includes(code)))
      throw new AwsCallError(first.code, 200, `events: ${refused.length} of ${left.length} events refused`);
    left = refused.map(({ entry }) => entry);
    await pause(100 * 2 ** attempt);
  }
}

interface Refused {
  readonly entry: EventEntry;
  readonly code: string;
}

async function putOnce(busArn: string, entries: readonly EventEntry[]): Promise<readonly Refused[]> {
  const named = entries.map(entry => ({ ...entry, EventBusName: busArn }));
  const region = regionOf(busArn);
  const answer = await sendJson('events', 'AWSEvents.PutEvents', { Entries: named }, { region });
  const results = answer.Entries;
  if (!Array.isArray(results) || results.length !== entries.length)
    throw new AwsCallError(
      'InvalidResponse',
      200,
      'events: the answer does not have a result for each event',
    );
  return entries.flatMap((entry, index) => {
    const code = Object(results[index]).ErrorCode;
    return code ? [{ entry, code: String(code) }] : [];
  });
}
