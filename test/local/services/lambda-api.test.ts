import { expect } from 'chai';
import type { Caller } from '../../../local/aws-service.ts';
import type { Invocation } from '../../../local/lambda/lambda.ts';
import type { LambdaEvent } from '../../../local/services/event-queue.ts';
import type { Iam } from '../../../local/services/iam.ts';
import { createLambdaApi } from '../../../local/services/lambda-api.ts';
import { allow, fn, parsed, person, place, refusal, roleOf, roleWith } from './caller.ts';

describe('createLambdaApi', () => {
  let accepted: LambdaEvent[];
  let invoked: string[];
  let outcome: Pick<Invocation, 'payload' | 'functionError'>;
  beforeEach(() => {
    [accepted, invoked] = [[], []];
    outcome = { payload: '{"ok":true}' };
  });

  function api(iam: Iam) {
    return createLambdaApi({
      functions: [fn],
      place,
      iam,
      invoke: async (name, payload) => {
        invoked.push(`${name} ${payload}`);
        return { ...outcome, durationMs: 1, coldStart: false };
      },
      events: { accept: event => accepted.push(event) },
    });
  }

  /** @param reference as it stands in the path, decoded */
  async function call(reference: string, type?: string, body = '{"n":1}', as?: { iam: Iam; caller: Caller }) {
    const { iam, caller } = as ?? { ...roleOf(), caller: person };
    const headers = type ? { 'x-amz-invocation-type': type } : {};
    const request = { labels: [reference], query: new URLSearchParams(), headers, body };
    const answer = await api(iam).routes[0]?.operation(request, caller);
    if (!answer) throw new Error('There is no answer.');
    return answer;
  }

  it('has the path of the API, with an ARN as one encoded part', () => {
    const [route] = api(roleOf().iam).routes;
    const path = `/2015-03-31/functions/${encodeURIComponent(fn.arn)}/invocations`;
    expect(route?.path.exec(path)?.[1]).to.equal(encodeURIComponent(fn.arn));
    expect(route?.path.test('/2015-03-31/functions/a/b/invocations')).to.equal(false);
  });

  for (const reference of ['deliver', fn.arn, `${fn.arn}:live`]) {
    it(`waits for what ${reference} returns`, async () => {
      const answer = await call(reference);
      expect(answer.status).to.equal(200);
      expect(parsed(answer)).to.deep.equal({ ok: true });
      expect(answer.headers).to.deep.equal({ 'x-amz-executed-version': '$LATEST' });
      expect(invoked).to.deep.equal([`${reference === 'deliver' ? fn.arn : reference} {"n":1}`]);
    });
  }

  it('tells a function that failed by a header', async () => {
    outcome = { payload: '{"errorType":"Error"}', functionError: 'Unhandled' };
    const answer = await call('deliver', 'RequestResponse');
    expect(answer.status).to.equal(200);
    expect(answer.headers).to.include({ 'x-amz-function-error': 'Unhandled' });
  });

  it('accepts an event at once, and waits for nothing', async () => {
    expect(await call('deliver', 'Event')).to.deep.include({ status: 202, body: '' });
    expect(invoked).to.deep.equal([]);
    expect(accepted).to.deep.equal([{ id: accepted[0]?.id, functionArn: fn.arn, payload: '{"n":1}' }]);
  });

  it('refuses an event that is no JSON, while there is somebody to tell', async () => {
    const error = await refusal(() => call('deliver', 'Event', '{'));
    expect(error.code).to.equal('InvalidRequestContentException');
    expect(accepted).to.deep.equal([]);
  });

  it('calls nothing for a dry run', async () => {
    expect(await call('deliver', 'DryRun')).to.include({ status: 204 });
    expect([...invoked, ...accepted]).to.deep.equal([]);
  });

  it('wants the permission for what is invoked: a version or an alias is another resource', async () => {
    const role = roleOf(allow('lambda:InvokeFunction', fn.arn));
    expect(await call('deliver', 'Event', '{}', role)).to.include({ status: 202 });
    const error = await refusal(() => call(`${fn.arn}:live`, 'Event', '{}', role));
    expect(error.message).to.include(`lambda:InvokeFunction on resource: ${fn.arn}:live`);
  });

  it('takes the permission that the function gives, too, for the version or alias that it is of', async () => {
    const permission = { functionName: fn.name, action: 'lambda:InvokeFunction', principal: fn.roleArn };
    const role = roleWith([], { permissions: [permission] });
    expect(await call(fn.arn, 'Event', '{}', role)).to.include({ status: 202 });
    await refusal(() => call(`${fn.arn}:live`, 'Event', '{}', role));
    const live = roleWith([], { permissions: [{ ...permission, functionName: `${fn.arn}:live` }] });
    expect(await call(`${fn.arn}:live`, 'Event', '{}', live)).to.include({ status: 202 });
  });

  it('leaves to the role what the function leaves to its account', async () => {
    const permission = {
      functionName: fn.name,
      action: 'lambda:InvokeFunction',
      principal: place.accountId,
    };
    const role = roleWith([], { permissions: [permission] });
    const error = await refusal(() => call(fn.arn, 'Event', '{}', role));
    expect(error.message).to.include('because no identity-based policy allows');
  });

  it('says of a function that is not there that it is not, and to nobody else than who may call it', async () => {
    const error = await refusal(() => call('other'));
    expect(error).to.include({ code: 'ResourceNotFoundException', status: 404 });
    const denied = await refusal(() => call('other', 'Event', '{}', roleOf()));
    expect(denied.code).to.equal('AccessDeniedException');
    expect(api(roleOf().iam).errorBody(error)).to.deep.equal({ Type: 'User', Message: error.message });
  });
});
