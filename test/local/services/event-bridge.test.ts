import { expect } from 'chai';
import type { Deployment, EventRule } from '../../../local/deployment.ts';
import { createEventBridge } from '../../../local/services/event-bridge.ts';
import { parseEventPattern } from '../../../local/services/event-pattern.ts';
import type { LambdaEvent } from '../../../local/services/event-queue.ts';
import type { BusEvent } from '../../../local/watch/protocol.ts';
import { allow, fn, person, place, refusal, roleOf } from './caller.ts';

const bus = (name: string) => `arn:aws:events:${place.region}:${place.accountId}:event-bus/${name}`;
const RULE = `arn:aws:events:${place.region}:${place.accountId}:rule/changes`;
const rule: EventRule = {
  name: 'changes',
  arn: RULE,
  matches: parseEventPattern('{"source":["aws.cognito-idp"],"detail":{"errorCode":[{"exists":false}]}}'),
  targetArn: fn.arn,
};
const permission = {
  ...{ functionName: fn.name, action: 'lambda:InvokeFunction', principal: 'events.amazonaws.com' },
  sourceArn: RULE,
};
const entry = { Source: 'cognito-challenge', DetailType: 'Sign-In Passed', Detail: '{"id":"1"}' };

/** EventBridge of an account with one rule. */
function eventBridge(permissions: Deployment['permissions'] = [permission], iam = roleOf().iam) {
  const [seen, accepted, refused]: [BusEvent[], LambdaEvent[], string[]] = [[], [], []];
  const { service, emit } = createEventBridge({ ...place, permissions, eventRules: [rule] } as never, {
    iam,
    events: { accept: event => accepted.push(event) },
    now: () => Date.UTC(2026, 10, 27),
    onEvent: event => seen.push(event),
    onRefused: text => refused.push(text),
  });
  const put = async (Entries: unknown, caller = person) =>
    (await service.PutEvents?.({ Entries } as never, caller)) ?? expect.fail('no operation');
  return { put, emit, seen, accepted, refused };
}

describe('EventBridge', () => {
  it('takes events for any bus, the default one where none is named', async () => {
    const { put, seen } = eventBridge();
    const named = [
      { ...entry, EventBusName: 'own' },
      { ...entry, EventBusName: bus('own') },
    ];
    const answer = await put([{ ...entry, Time: 1_795_000_000.123 }, ...named]);
    expect(answer).to.have.property('FailedEntryCount', 0);
    expect(seen.map(event => event.bus)).to.deep.equal([bus('default'), bus('own'), bus('own')]);
    expect(seen[0]).to.deep.include({
      ...{ at: '2026-11-18T11:06:40.123Z', source: 'cognito-challenge', detailType: 'Sign-In Passed' },
      detail: { id: '1' },
    });
    expect(seen[1]).to.include({ at: '2026-11-27T00:00:00.000Z' });
  });

  it('refuses single entries, and takes the others', async () => {
    const { put, seen } = eventBridge();
    const { Entries, FailedEntryCount } = await put([
      { ...entry, Detail: 'x' },
      entry,
      { ...entry, Detail: '[]' },
      { ...entry, Source: 'aws.ours' },
      { ...entry, DetailType: '' },
    ]);
    expect(FailedEntryCount).to.equal(4);
    expect((Entries as { ErrorCode?: string }[]).map(({ ErrorCode }) => ErrorCode)).to.deep.equal([
      ...['MalformedDetail', undefined, 'MalformedDetail', 'NotAuthorizedForSourceException'],
      'InvalidArgument',
    ]);
    expect(seen).to.have.length(1);
  });

  it('refuses a call with no entry, more than ten, or a megabyte', async () => {
    const { put } = eventBridge();
    const large = { ...entry, Detail: JSON.stringify({ a: 'x'.repeat(1024 * 1024) }) };
    for (const entries of [undefined, [], Array(11).fill(entry), [large]])
      expect((await refusal(() => put(entries))).code).to.equal('ValidationException');
  });

  it('asks IAM for the bus of each entry', async () => {
    const { iam, caller } = roleOf(allow('events:PutEvents', bus('own')));
    const { put, seen } = eventBridge([], iam);
    await put([{ ...entry, EventBusName: bus('own') }], caller);
    const error = await refusal(() => put([{ ...entry, EventBusName: 'own' }, entry], caller));
    expect(error.code).to.equal('AccessDeniedException');
    expect(error.message).to.include(`events:PutEvents on resource: ${bus('default')}`);
    expect(seen).to.have.length(1);
  });

  describe('with a rule', () => {
    const record = { source: 'aws.cognito-idp', detailType: 'AWS API Call via CloudTrail' };

    it('invokes the target with what AWS put on the default bus', () => {
      const { emit, accepted, seen } = eventBridge();
      emit({ ...record, detail: { eventName: 'AdminDisableUser' } });
      expect(accepted).to.have.length(1);
      expect(accepted[0]?.functionArn).to.equal(fn.arn);
      expect(JSON.parse(accepted[0]?.payload ?? '')).to.deep.equal({
        ...{ version: '0', id: seen[0]?.id, 'detail-type': record.detailType, source: record.source },
        ...{ account: place.accountId, time: '2026-11-27T00:00:00Z', region: place.region, resources: [] },
        detail: { eventName: 'AdminDisableUser' },
      });
    });

    it('neither invokes nor keeps what it does not take', () => {
      const { emit, accepted, seen } = eventBridge();
      emit({ ...record, detail: { errorCode: 'UserNotFoundException' } });
      emit({ ...record, source: 'aws.ec2', detail: {} });
      expect([accepted, seen]).to.deep.equal([[], []]);
    });

    it('tells of a target that it may not invoke', () => {
      const { emit, accepted, refused } = eventBridge([{ ...permission, sourceArn: `${RULE}-other` }]);
      emit({ ...record, detail: {} });
      expect(accepted).to.deep.equal([]);
      expect(refused[0]).to.include('The rule changes may not call');
    });
  });
});

describe('an event pattern', () => {
  for (const pattern of ['[]', '{"a":1}', '{"a":[1]}', '{"a":[{"prefix":"x"}]}', '{"$or":[{"a":["b"]}]}'])
    it(`is refused where it is ${pattern}`, () => {
      expect(() => parseEventPattern(pattern)).to.throw(/not read here|a JSON object/);
    });

  it('takes one of several texts, and every field', () => {
    const matches = parseEventPattern('{"a":["x","y"],"b":{"c":[{"exists":true}]}}');
    expect(matches({ a: 'y', b: { c: 0 } })).to.equal(true);
    expect(matches({ a: 'z', b: { c: 0 } })).to.equal(false);
    expect(matches({ a: 'x', b: {} })).to.equal(false);
    expect(matches({ a: 'x' })).to.equal(false);
  });
});
