import { expect } from 'chai';
import { EVENT_INVOKE_DEFAULTS } from '../../../local/deployment.ts';
import {
  requireDeadLetterTargets,
  requireDestinations,
} from '../../../local/services/failure-destinations.ts';
import { allow, fn, refusal, roleOf, roleWith } from './caller.ts';

const arn = (service: string, name: string) => `arn:aws:${service}:eu-central-1:123456789012:${name}`;

describe('requireDestinations', () => {
  const require = ({ iam }: ReturnType<typeof roleOf>, onFailure: string, functionArn = fn.arn) =>
    requireDestinations([{ ...EVENT_INVOKE_DEFAULTS, functionArn, onFailure }], [fn], iam);

  for (const [action, destination] of [
    ['sqs:SendMessage', arn('sqs', 'failed')],
    ['sns:Publish', arn('sns', 'failed')],
    ['events:PutEvents', arn('events', 'event-bus/failed')],
    ['lambda:InvokeFunction', arn('lambda', 'function:failed')],
  ] as const) {
    it(`takes ${destination} where the role has ${action}, and only there`, async () => {
      require(roleOf(allow(action, destination)), destination);
      const error = await refusal(() => require(roleOf(allow(action, `${destination}-other`)), destination));
      expect(error.code).to.equal('InvalidParameterValueException');
      expect(error.message).to.include(`permissions to call ${action.split(':')[1]} on ${destination}.`);
    });
  }

  it('looks for an explicit Deny too: topics that are denied for the sake of text messages', async () => {
    const topic = arn('sns', 'failed');
    const role = roleOf(allow('sns:Publish', '*', topic), {
      ...allow('sns:Publish', 'arn:aws:sns:*:*:*'),
      Effect: 'Deny',
    });
    expect((await refusal(() => require(role, topic))).message).to.include('with an explicit deny');
  });

  it('asks the policy of a function that is the destination, too', () => {
    const destination = arn('lambda', 'function:failed');
    const permission = { functionName: destination, action: 'lambda:InvokeFunction', principal: fn.roleArn };
    require(roleWith([], { permissions: [permission] }), destination);
  });

  it('looks at the role of the function, whatever version or alias of it is called', async () => {
    await refusal(() => require(roleOf(), arn('sqs', 'failed'), `${fn.arn}:live`));
  });
});

describe('requireDeadLetterTargets', () => {
  const target = arn('sqs', 'dead');
  const require = ({ iam }: ReturnType<typeof roleOf>, deadLetterTargetArn?: string) =>
    requireDeadLetterTargets([{ ...fn, ...(deadLetterTargetArn && { deadLetterTargetArn }) }], iam);

  it('takes a queue that the role may send to, and only that one', async () => {
    require(roleOf(allow('sqs:SendMessage', target)), target);
    const error = await refusal(() => require(roleOf(allow('sqs:SendMessage', `${target}-other`)), target));
    expect(error.message).to.include(`permissions to call SendMessage on ${target}.`);
  });

  it('asks nothing of a function without one', () => {
    require(roleOf());
  });
});
