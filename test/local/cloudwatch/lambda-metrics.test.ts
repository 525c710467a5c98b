import { expect } from 'chai';
import { AwsError } from '../../../local/aws-service.ts';
import { countInvocations } from '../../../local/cloudwatch/lambda-metrics.ts';
import type { Sample } from '../../../local/cloudwatch/metric.ts';
import { deferred } from '../../../local/lambda/deferred.ts';
import type { Invocation, Invoke } from '../../../local/lambda/lambda.ts';
import { fn } from '../services/caller.ts';

const WORKS: Invocation = { payload: 'null', durationMs: 150.123, coldStart: false };
const FAILS: Invocation = { ...WORKS, functionError: 'Unhandled' };

describe('What Lambda counts', () => {
  const counting = (invoke: Invoke, functions = [fn]) => {
    const samples: Sample[] = [];
    const clock = { now: 1000 };
    const counted = countInvocations(invoke, {
      ...{ functions, place: { region: 'eu-central-1', accountId: '123456789012' } },
      ...{ now: () => clock.now, count: more => samples.push(...more) },
    });
    const of = (resource?: string) =>
      Object.fromEntries(
        samples
          .filter(({ metric: { dimensions } }) => dimensions.FunctionName === fn.name)
          .filter(({ metric: { dimensions } }) => dimensions.Resource === resource)
          .map(({ metric: { name }, values }) => [name, values[0]]),
      );
    return { samples, clock, counted, of };
  };

  for (const [what, invocation, counts] of [
    [
      'one that works',
      WORKS,
      { Invocations: 1, Errors: 0, Throttles: 0, ConcurrentExecutions: 1, Duration: 150.12 },
    ],
    [
      'one that fails',
      FAILS,
      { Invocations: 1, Errors: 1, Throttles: 0, ConcurrentExecutions: 1, Duration: 150.12 },
    ],
    [
      'a cold start, whose time is none of its duration',
      { ...WORKS, coldStart: true, initMs: 100.02 },
      { Invocations: 1, Errors: 0, Throttles: 0, ConcurrentExecutions: 1, Duration: 50.1 },
    ],
  ] as const)
    it(`is, of ${what}, ${JSON.stringify(counts)}`, async () => {
      const { counted, of } = counting(async () => invocation);
      await counted(fn.arn, '{}');
      expect(of()).to.deep.equal(counts);
    });

  it('is by function, over all functions, and by alias', async () => {
    const { counted, samples, of } = counting(async () => WORKS);
    await counted(`${fn.arn}:live`, '{}');
    expect(of()).to.include({ Invocations: 1 });
    expect(of(`${fn.name}:live`)).to.include({ Invocations: 1 });
    expect(
      samples.filter(({ metric }) => metric.name === 'Errors').map(({ metric }) => metric),
    ).to.deep.include({
      ...{ namespace: 'AWS/Lambda', name: 'Errors', dimensions: {} },
    });
  });

  it('counts a throttled one as nothing else', async () => {
    const { counted, of } = counting(async () => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    });
    const thrown = await counted(fn.arn, '{}').catch((error: AwsError) => error.code);
    expect(thrown).to.equal('TooManyRequestsException');
    expect(of()).to.deep.equal({ Throttles: 1 });
  });

  it('counts those that run together, at the time of the invocation', async () => {
    const waiting = [deferred<Invocation>(), deferred<Invocation>()];
    let calls = 0;
    const { counted, samples, clock } = counting(() => waiting[calls++]?.promise ?? expect.fail());
    const together = [counted(fn.arn, '{}'), counted(fn.name, '{}')];
    clock.now = 9000;
    for (const { resolve } of waiting) resolve(WORKS);
    await Promise.all(together);
    const concurrent = samples.filter(
      ({ metric: { name, dimensions } }) => name === 'ConcurrentExecutions' && dimensions.FunctionName,
    );
    expect(concurrent.map(({ values, atMs }) => [values[0], atMs])).to.deep.equal([
      [1, 1000],
      [2, 1000],
    ]);
  });

  it('counts them by what they are of: a function, its alias, and the whole region; and less when they end', async () => {
    const other = { ...fn, name: 'other', arn: fn.arn.replace(fn.name, 'other') };
    const waiting: ReturnType<typeof deferred<Invocation>>[] = [];
    const { counted, samples } = counting(() => {
      const next = deferred<Invocation>();
      waiting.push(next);
      return next.promise;
    }, [fn, other]);
    const together = [`${fn.arn}:live`, fn.arn, other.arn].map(arn => counted(arn, '{}'));
    for (const { resolve } of waiting) resolve(WORKS);
    await Promise.all(together);
    const concurrent = () =>
      samples
        .splice(0)
        .filter(({ metric: { name } }) => name === 'ConcurrentExecutions')
        .map(({ metric: { dimensions }, values }) => [Object.values(dimensions).join(), values[0]]);
    expect(concurrent()).to.deep.equal([
      ...[
        ['', 1],
        [fn.name, 1],
        [`${fn.name},${fn.name}:live`, 1],
      ],
      ...[
        ['', 2],
        [fn.name, 2],
      ],
      ...[
        ['', 3],
        ['other', 1],
      ],
    ]);
    const later = counted(fn.arn, '{}');
    waiting.at(-1)?.resolve(WORKS);
    await later;
    expect(concurrent()).to.deep.equal([
      ['', 1],
      [fn.name, 1],
    ]);
  });
});
