import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Deployment } from '../../../local/deployment.ts';
import type { LambdaEvent } from '../../../local/services/event-queue.ts';
import { parseFilterPattern } from '../../../local/services/filter-pattern.ts';
import { createLogSubscriptions } from '../../../local/services/log-subscriptions.ts';
import { fn, place, refusal } from './caller.ts';

const LOG = '/aws/lambda/acme-define-auth-challenge';
const permission = {
  ...{ functionName: fn.name, action: 'lambda:InvokeFunction', principal: 'logs.amazonaws.com' },
  sourceArn: `arn:aws:logs:${place.region}:${place.accountId}:log-group:${LOG}:*`,
  sourceAccount: place.accountId,
};

function subscriptions(permissions: Deployment['permissions'] = [permission]) {
  const accepted: LambdaEvent[] = [];
  const passes = parseFilterPattern('{ $.SignInsPassed > 0 }');
  const filter = { name: 'acme-events', logGroupName: LOG, passes, destinationArn: fn.arn };
  const logged = createLogSubscriptions(
    { ...place, permissions, subscriptionFilters: [filter] } as never,
    { accept: event => accepted.push(event) },
    () => Date.UTC(2026, 10, 27),
  );
  return { logged, accepted };
}

describe('a subscription filter', () => {
  it('invokes its function with the lines that pass, as CloudWatch Logs does', () => {
    const { logged, accepted } = subscriptions();
    logged('acme-define-auth-challenge', '{"SignInsPassed":1}', 'request 1');
    logged('acme-define-auth-challenge', '{"SignInsStarted":1}', 'request 2');
    logged('acme-deliver-challenge', '{"SignInsPassed":1}', 'request 3');
    expect(accepted).to.have.length(1);
    const [{ functionArn, causedBy, payload } = expect.fail('none')] = accepted;
    expect({ functionArn, causedBy }).to.deep.equal({ functionArn: fn.arn, causedBy: 'request 1' });
    const { data } = JSON.parse(payload).awslogs;
    const { logEvents, ...message } = JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString());
    expect(message).to.deep.equal({
      ...{ messageType: 'DATA_MESSAGE', owner: place.accountId, logGroup: LOG },
      ...{ logStream: '2026/11/27/[$LATEST]local', subscriptionFilters: ['acme-events'] },
    });
    expect(logEvents).to.have.length(1);
    expect(logEvents[0].id).to.match(/^\d{56}$/);
    expect(logEvents[0]).to.include({ timestamp: 1_795_737_600_000, message: '{"SignInsPassed":1}\n' });
  });

  const others = {
    'no permission': [],
    'one of another log': [{ ...permission, sourceArn: permission.sourceArn.replace('define', 'create') }],
    'one of another account': [{ ...permission, sourceAccount: '999999999999' }],
    'one of another service': [{ ...permission, principal: 'events.amazonaws.com' }],
  };
  for (const [title, permissions] of Object.entries(others))
    it(`is not made with ${title}`, async () => {
      expect((await refusal(() => subscriptions(permissions))).code).to.equal('InvalidParameterException');
    });
});
