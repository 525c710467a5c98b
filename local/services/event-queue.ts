import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError, type Json } from '../aws-service.ts';
import { EVENT_INVOKE_DEFAULTS, type EventInvokeConfig } from '../deployment.ts';
import type { Invocation, Invoke } from '../lambda/lambda.ts';

/** An asynchronous invocation that was accepted. */
export interface LambdaEvent {
  readonly id: string;
  /** With its version or alias, if one was invoked. */
  readonly functionArn: string;
  readonly payload: string;
  /** The request id of the invocation that asked for it. */
  readonly causedBy?: string;
}

/**
 * What Lambda sends to the failure destination for an event that it gave up.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export type FailureRecord = {
  version: '1.0';
  timestamp: string;
  requestContext: {
    requestId: string;
    functionArn: string;
    condition: 'RetriesExhausted' | 'EventAgeExceeded';
    approximateInvokeCount: number;
  };
  requestPayload: Json;
  responseContext?: { statusCode: number; executedVersion: string; functionError: string };
  responsePayload?: Json;
};

/**
 * The same with the ARNs on AWS of the destination and of the target of dead letters, which gets `requestPayload` as its
 * message; each absent if there is none.
 */
export type Failure = FailureRecord & { destination?: string; deadLetterTarget?: string };

export interface EventQueue {
  /** Takes an event and returns at once. */
  accept(event: LambdaEvent): void;
  /** Drops what still waits. */
  clear(): void;
  /** The same, and ends. */
  close(): void;
}

export interface EventQueueOptions {
  /** Asked again for each event: another deployment may have others. */
  readonly configs: readonly EventInvokeConfig[];
  /** `DeadLetterConfig` belongs to the function, whatever version or alias was called. @default none */
  readonly deadLetterTargetOf?: (functionArn: string) => string | undefined;
  readonly invoke: Invoke;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Before the first and the second retry. @default one minute and two, as on AWS */
  readonly retryWaitsMs?: readonly [number, number];
  readonly onFailure: (failure: Failure) => void;
}

const MINUTE = 60_000;

/**
 * Lambda's queue of asynchronous invocations. A function that fails is called again, after one minute and after two;
 * one that is throttled, until the event is too old. AWS may also call twice for one event; this queue does not.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function createEventQueue(options: EventQueueOptions): EventQueue {
  const { invoke, now, onFailure, retryWaitsMs = [MINUTE, 2 * MINUTE] } = options;
  let waiting = newController();

  async function run(event: LambdaEvent, signal: AbortSignal): Promise<void> {
    const acceptedAt = now();
    const wait = (ms: number) => sleep(ms, undefined, { signal });
    const config = options.configs.find(({ functionArn }) => functionArn === event.functionArn);
    const { maximumRetryAttempts, maximumEventAgeSeconds } = config ?? EVENT_INVOKE_DEFAULTS;
    const isTooOld = () => now() - acceptedAt > maximumEventAgeSeconds * 1000;
    let failed: Invocation | undefined;
    let calls = 0;
    let throttles = 0;
    const giveUp = (condition: FailureRecord['requestContext']['condition']) => {
      const destination = config?.onFailure;
      const deadLetterTarget = options.deadLetterTargetOf?.(event.functionArn);
      onFailure({
        ...recordOf(event, condition, calls, failed, now()),
        ...(destination && { destination }),
        ...(deadLetterTarget && { deadLetterTarget }),
      });
    };

    while (!signal.aborted) {
      if (isTooOld()) return giveUp('EventAgeExceeded');
      try {
        // Every try has the request id of the first.
        const origin = { requestId: event.id, ...(event.causedBy && { causedBy: event.causedBy }) };
        const invocation = await invoke(event.functionArn, event.payload, origin);
        calls += 1;
        if (invocation.functionError === undefined) return;
        failed = invocation;
        if (calls > maximumRetryAttempts) return giveUp('RetriesExhausted');
        await wait(retryWaitsMs[calls - 1] ?? 0);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'TooManyRequestsException') throw error;
        await wait(Math.min(1000 * 2 ** throttles++, 5 * MINUTE));
      }
    }
  }

  return {
    accept: event => {
      const { signal } = waiting;
      run(event, signal).catch((error: unknown) => {
        // Closing ends the waits, and the functions that still run.
        if (!signal.aborted) console.error(error);
      });
    },
    clear: () => {
      waiting.abort();
      waiting = newController();
    },
    close: () => waiting.abort(),
  };
}

function newController(): AbortController {
  const controller = new AbortController();
  // Each event that waits for its next try listens.
  setMaxListeners(Number.POSITIVE_INFINITY, controller.signal);
  return controller;
}

function recordOf(
  { id, functionArn, payload }: LambdaEvent,
  condition: FailureRecord['requestContext']['condition'],
  calls: number,
  failed: Invocation | undefined,
  at: number,
): FailureRecord {
  const requestContext = { requestId: id, functionArn, condition, approximateInvokeCount: calls };
  return {
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    requestContext,
    requestPayload: asJson(payload),
    ...(failed && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: asJson(failed.payload),
    }),
  };
}

/** A runtime of somebody's own may post any text. */
function asJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
