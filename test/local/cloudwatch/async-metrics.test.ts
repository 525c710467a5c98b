import { expect } from 'chai';
import { createAsyncMetrics } from '../../../local/cloudwatch/async-metrics.ts';
import type { Sample } from '../../../local/cloudwatch/metric.ts';
import type { Invocation } from '../../../local/lambda/lambda.ts';
import type { Failure } from '../../../local/services/event-queue.ts';
import { fn } from '../services/caller.ts';

const EVENT = { id: 'r-1', functionArn: fn.arn, payload: '{}' };
const WORKS: Invocation = { payload: 'null', durationMs: 1, coldStart: false };
const FAILS: Invocation = { ...WORKS, functionError: 'Unhandled' };
const GIVEN_UP = { requestContext: { requestId: 'r-1', functionArn: fn.arn } } as Failure;

describe('What Lambda counts of asynchronous invocations', () => {
  it('is what it accepts, how old events are at each try, and what it drops', async () => {
    const samples: Sample[] = [];
    const clock = { now: 0 };
    const metrics = createAsyncMetrics(
      more => samples.push(...more),
      () => clock.now,
    );
    const outcomes = [FAILS, WORKS, WORKS];
    const invoke = metrics.counting(async () => outcomes.shift() ?? WORKS);
    const origin = { requestId: EVENT.id };

    metrics.received(EVENT);
    clock.now = 40;
    await invoke(EVENT.functionArn, EVENT.payload, origin);
    clock.now = 60_040;
    await invoke(EVENT.functionArn, EVENT.payload, origin);
    // It is done: a call with its id is none of the queue's.
    await invoke(EVENT.functionArn, EVENT.payload, origin);
    metrics.dropped(GIVEN_UP);

    const ofFunction = samples.filter(({ metric }) => metric.dimensions.FunctionName === fn.name);
    expect(
      ofFunction.map(({ metric, values, unit, atMs }) => [metric.name, values[0], unit, atMs]),
    ).to.deep.equal([
      ['AsyncEventsReceived', 1, 'Count', 0],
      ['AsyncEventAge', 40, 'Milliseconds', 40],
      ['AsyncEventAge', 60_040, 'Milliseconds', 60_040],
      ['AsyncEventsDropped', 1, 'Count', 60_040],
    ]);
  });
});
