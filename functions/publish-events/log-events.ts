import { gunzipSync } from 'node:zlib';
import { list, object, oneOf, text, type ValueOf, whole } from '../settings/declare.ts';
import { readAs } from './read-as.ts';

const declaredEvent = object({
  id: text('the digits of a log event’s id', /^[0-9]{1,64}$/),
  timestamp: whole(0, 8.64e15),
  message: text(),
});

/** What CloudWatch Logs hands over of a log: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
const declared = object({ messageType: oneOf('DATA_MESSAGE', 'CONTROL_MESSAGE') });
const declaredData = object({ logEvents: list(declaredEvent) });

export type LogEvent = ValueOf<typeof declaredEvent>;

const declaredInvocation = object({ awslogs: object({ data: text() }) });

/** An asynchronous invocation has 1 MB at most; our lines shrink to about a tenth. More is not what a log of ours has. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Whether Lambda was invoked by a subscription filter. */
export const isOfLogs = (event: unknown): boolean => Object.hasOwn(Object(event), 'awslogs');

/**
 * The lines of the log that the filter let through: none in a message by which CloudWatch Logs tries the way.
 *
 * @param event `{ awslogs: { data } }`: JSON, compressed by gzip, in base64
 * @throws Error for anything else, without what it got
 */
export function logEventsOf(event: unknown): readonly LogEvent[] {
  const { data } = readAs(declaredInvocation, event, 'event').awslogs;
  const message = unpacked(data);
  // The events of a trial have an empty id.
  if (readAs(declared, message, 'awslogs.data').messageType === 'CONTROL_MESSAGE') return [];
  return readAs(declaredData, message, 'awslogs.data').logEvents;
}

function unpacked(data: string): unknown {
  try {
    return JSON.parse(gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: MOST_BYTES }).toString());
  } catch (error) {
    const { code = 'not JSON' } = Object(error);
    throw new Error(`awslogs.data is not JSON in gzip in base64, of ${MOST_BYTES} bytes at most: ${code}.`);
  }
}
