import { randomUUID } from 'node:crypto';
import { AwsError, type Caller, isObject, type Json, type JsonObject, type Service } from '../aws-service.ts';
import type { Deployment } from '../deployment.ts';
import type { BusEvent } from '../watch/protocol.ts';
import { arnIn } from './arn.ts';
import type { EventQueue } from './event-queue.ts';
import type { Iam } from './iam.ts';
import { allowsService } from './service-permission.ts';

export interface EventBridge {
  /** `PutEvents` */
  readonly service: Service;
  /** What a service of AWS puts on the default bus. It is lost where no rule takes it. */
  emit(event: Pick<BusEvent, 'source' | 'detailType' | 'detail'>): void;
}

export interface EventBridgeOptions {
  readonly iam: Pick<Iam, 'authorize'>;
  readonly events: Pick<EventQueue, 'accept'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onEvent: (event: BusEvent) => void;
  /** Told why a target is not called. */
  readonly onRefused: (text: string) => void;
}

const MOST_ENTRIES = 10;
const MOST_BYTES = 1024 * 1024;

/**
 * EventBridge, as far as the module uses it: `PutEvents` to any bus, and rules of the default bus whose target is a function.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function createEventBridge(deployment: Deployment, options: EventBridgeOptions): EventBridge {
  const { iam, events, now, onEvent, onRefused } = options;
  const defaultBus = arnIn(deployment, 'events', 'event-bus/default');

  function deliver(event: BusEvent): boolean {
    const rules = event.bus === defaultBus ? deployment.eventRules : [];
    const envelope = envelopeOf(event, deployment);
    const taken = rules.filter(({ matches }) => matches(envelope));
    for (const { name, arn, targetArn } of taken) {
      if (allowsService(deployment, 'events.amazonaws.com', targetArn, arn))
        events.accept({ id: randomUUID(), functionArn: targetArn, payload: JSON.stringify(envelope) });
      else onRefused(`The rule ${name} may not call ${targetArn}: its permission is missing.`);
    }
    return taken.length > 0;
  }

  const newEvent = (event: Omit<BusEvent, 'id' | 'at'>, at = new Date(now()).toISOString()): BusEvent => ({
    ...{ id: randomUUID(), at },
    ...event,
  });

  function put(entry: Json): JsonObject {
    const problem = problemOf(entry);
    if (problem) return problem;
    const { Source, DetailType, Detail, Time, EventBusName } = entry as JsonObject;
    const at = typeof Time === 'number' ? new Date(Time * 1000).toISOString() : undefined;
    const [bus, source, detailType] = [busArn(EventBusName), String(Source), String(DetailType)];
    const event = newEvent({ bus, source, detailType, detail: JSON.parse(String(Detail)) }, at);
    onEvent(event);
    deliver(event);
    return { EventId: event.id };
  }

  /** A name, an ARN, or nothing for the default bus. */
  const busArn = (name: Json = null): string => {
    if (typeof name !== 'string') return defaultBus;
    return name.startsWith('arn:') ? name : arnIn(deployment, 'events', `event-bus/${name}`);
  };

  return {
    service: {
      PutEvents: ({ Entries = [] }: JsonObject, caller: Caller) => {
        const entries = requireEntries(Entries);
        for (const entry of entries)
          iam.authorize(caller, {
            action: 'events:PutEvents',
            resource: busArn(isObject(entry) ? entry.EventBusName : null),
          });
        const results = entries.map(put);
        return {
          Entries: results,
          FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length,
        };
      },
    },
    emit: event => {
      const whole = newEvent({ bus: defaultBus, ...event });
      if (deliver(whole)) onEvent(whole);
    },
  };
}

function requireEntries(entries: Json): readonly Json[] {
  const refuse = (message: string) => new AwsError('ValidationException', message);
  if (!Array.isArray(entries) || entries.length < 1 || entries.length > MOST_ENTRIES)
    throw refuse(
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less than or equal to ${MOST_ENTRIES}, and greater than or equal to 1`,
    );
  if (entries.reduce<number>((bytes, entry) => bytes + bytesOf(entry), 0) >= MOST_BYTES)
    throw refuse('Total size of the entries in the request is over the limit.');
  return entries;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function bytesOf(entry: Json): number {
  const { Time, Source = '', DetailType = '', Detail = '' } = isObject(entry) ? entry : {};
  return (Time === undefined ? 0 : 14) + Buffer.byteLength([Source, DetailType, Detail].join(''));
}

/** What EventBridge says of an entry that it does not take. Its wording is unverified. */
function problemOf(entry: Json): JsonObject | undefined {
  const { Source, DetailType, Detail } = isObject(entry) ? entry : {};
  const missing = Object.entries({ Source, DetailType, Detail }).find(
    ([, value]) => typeof value !== 'string' || value === '',
  );
  if (missing)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing[0]} is not valid. Reason: ${missing[0]} is a required argument.`,
    };
  if (String(Source).startsWith('aws.'))
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  if (isJsonObject(String(Detail))) return undefined;
  return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/** As rules and their targets see it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
function envelopeOf({ id, at, source, detailType, detail }: BusEvent, place: Deployment): JsonObject {
  return {
    ...{ version: '0', id, 'detail-type': detailType, source, account: place.accountId },
    ...{ time: at.replace(/\.\d+Z$/, 'Z'), region: place.region, resources: [], detail },
  };
}
