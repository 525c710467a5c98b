import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { AwsError } from '../../../local/aws-service.ts';
import type { EventInvokeConfig } from '../../../local/deployment.ts';
import type { Invocation } from '../../../local/lambda/lambda.ts';
import { createEventQueue, type Failure } from '../../../local/services/event-queue.ts';
import { fn } from './caller.ts';

const EVENT = { id: 'request-1', functionArn: fn.arn, payload: '{"n":1}' };
const CONFIG: EventInvokeConfig = {
  functionArn: fn.arn,
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 60,
  onFailure: 'arn:aws:sqs:eu-central-1:123456789012:failed',
};
const DEAD_LETTERS = 'arn:aws:sns:eu-central-1:123456789012:dead';
type Outcome = Pick<Invocation, 'payload' | 'functionError'>;
const FAILS = { payload: '{"errorMessage":"no"}', functionError: 'Unhandled' } as const satisfies Outcome;
const WORKS: Outcome = { payload: 'null' };

describe('createEventQueue', () => {
  /** Runs one event to its end. @param outcomes of the calls; the last one of all further calls */
  async function run(
    outcomes: readonly (Outcome | Error)[],
    config: EventInvokeConfig | undefined = CONFIG,
    secondsACall = 0,
  ) {
    const ended = new EventEmitter();
    const failures: Failure[] = [];
    let calls = 0;
    let now = Date.UTC(2026, 0, 1);
    const queue = createEventQueue({
      configs: config ? [config] : [],
      now: () => now,
      retryWaitsMs: [1, 2],
      deadLetterTargetOf: arn => (arn === fn.arn ? DEAD_LETTERS : undefined),
      invoke: async (_name, payload) => {
        expect(payload).to.equal(EVENT.payload);
        now += secondsACall * 1000;
        const outcome = outcomes[Math.min(calls++, outcomes.length - 1)] ?? WORKS;
        if (outcome instanceof Error) throw outcome;
        if (!outcome.functionError) setImmediate(() => ended.emit('end'));
        return { ...outcome, durationMs: 1, coldStart: false };
      },
      onFailure: failure => {
        failures.push(failure);
        ended.emit('end');
      },
    });
    const end = once(ended, 'end');
    queue.accept(EVENT);
    await end;
    queue.close();
    return { calls, failures };
  }

  it('calls a function that works once', async () => {
    expect(await run([WORKS])).to.deep.equal({ calls: 1, failures: [] });
  });

  it('calls again after a failure', async () => {
    expect(await run([FAILS, FAILS, WORKS])).to.deep.equal({ calls: 3, failures: [] });
  });

  it('gives up after the retries, and tells the destination what Lambda tells it, and where the event went', async () => {
    const { calls, failures } = await run([FAILS]);
    expect(calls).to.equal(3);
    expect(failures).to.deep.equal([
      {
        version: '1.0',
        timestamp: '2026-01-01T00:00:00.000Z',
        requestContext: {
          requestId: 'request-1',
          functionArn: fn.arn,
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { n: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorMessage: 'no' },
        destination: CONFIG.onFailure,
        deadLetterTarget: DEAD_LETTERS,
      },
    ]);
  });

  it('retries as often as the function is configured for; twice, where it is not', async () => {
    expect((await run([FAILS], { ...CONFIG, maximumRetryAttempts: 0 })).calls).to.equal(1);
    const { calls, failures } = await run([FAILS], { ...CONFIG, functionArn: `${fn.arn}:live` });
    expect(calls).to.equal(3);
    expect(failures[0]).to.not.have.property('destination');
  });

  it('gives up an event that is too old', async () => {
    const { calls, failures } = await run([FAILS], CONFIG, 40);
    expect(calls).to.equal(2);
    expect(failures[0]?.requestContext.condition).to.equal('EventAgeExceeded');
  });

  it('does not count a throttled call as a try', async function () {
    this.timeout(5000);
    const throttled = new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    const { calls, failures } = await run([throttled, FAILS, FAILS, FAILS]);
    expect(calls).to.equal(4);
    expect(failures[0]?.requestContext.approximateInvokeCount).to.equal(3);
  });

  it('drops what waits when it is closed', async () => {
    let calls = 0;
    const called = new EventEmitter();
    const queue = createEventQueue({
      configs: [],
      now: Date.now,
      invoke: async () => {
        calls += 1;
        called.emit('called');
        return { ...FAILS, durationMs: 1, coldStart: false };
      },
      onFailure: () => expect.fail('A dropped event is told to nobody.'),
    });
    const first = once(called, 'called');
    queue.accept(EVENT);
    await first;
    queue.close();
    await new Promise(setImmediate);
    expect(calls).to.equal(1);
  });
});
