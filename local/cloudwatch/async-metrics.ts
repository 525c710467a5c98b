/** What Lambda counts of asynchronous invocations: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#async-invocation-metrics */

import type { Invoke } from '../lambda/lambda.ts';
import type { Failure, LambdaEvent } from '../services/event-queue.ts';
import { invokedOf, lambdaSamples } from './lambda-metrics.ts';
import type { Count } from './metric.ts';

export interface AsyncMetrics {
  received(event: LambdaEvent): void;
  /** The queue's invocations, counted by how long their event waited. */
  counting(invoke: Invoke): Invoke;
  dropped(failure: Failure): void;
  clear(): void;
}

export function createAsyncMetrics(count: Count, now: () => number): AsyncMetrics {
  /** By the id of the event, which is the request id of each try. */
  const acceptedAtMs = new Map<string, number>();
  const add = (functionArn: string, metric: { name: string; unit?: string }, value: number) =>
    count(lambdaSamples(metric, invokedOf(functionArn), { atMs: now(), value }));

  return {
    received: ({ id, functionArn }) => {
      acceptedAtMs.set(id, now());
      add(functionArn, { name: 'AsyncEventsReceived' }, 1);
    },
    counting: invoke => async (functionArn, payload, origin) => {
      const id = origin?.requestId ?? '';
      const atMs = acceptedAtMs.get(id);
      if (atMs !== undefined) add(functionArn, { name: 'AsyncEventAge', unit: 'Milliseconds' }, now() - atMs);
      const invocation = await invoke(functionArn, payload, origin);
      if (invocation.functionError === undefined) acceptedAtMs.delete(id);
      return invocation;
    },
    dropped: ({ requestContext: { requestId, functionArn } }) => {
      acceptedAtMs.delete(requestId);
      add(functionArn, { name: 'AsyncEventsDropped' }, 1);
    },
    clear: () => acceptedAtMs.clear(),
  };
}
