import { expect } from 'chai';
import { allow, deny, judged } from './judged.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:123456789012:function:deliver';

/** Whether a resource is one that a policy names so. */
const named = (Resource: string, resource: string) =>
  judged({ identity: [allow({ Resource })], resource }) === 'allowed';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
describe('resources in policies', () => {
  const cases: [pattern: string, resource: string, expected: boolean][] = [
    [FUNCTION, FUNCTION, true],
    // A version or an alias is a resource of its own.
    [FUNCTION, `${FUNCTION}:live`, false],
    [`${FUNCTION}:*`, `${FUNCTION}:live`, true],
    [`${FUNCTION}:*`, FUNCTION, false],
    [`${FUNCTION}:$LATEST`, `${FUNCTION}:$LATEST`, true],
    ['arn:aws:lambda:*:*:function:del?ver', FUNCTION, true],
    // At the end of a part a star goes on over colons, within one it does not.
    ['arn:aws:lambda:*:function:deliver', FUNCTION, true],
    [`${FUNCTION}*`, `${FUNCTION}:live`, true],
    ['arn:aws:lambda:eu-central-1:123456789012:function:del*ive', `${FUNCTION}:live`, false],
    ['arn:aws:lambda:eu-central-1:123456789012:function:deliver?live', `${FUNCTION}:live`, false],
    ['arn:aws:s3:::bucket/*/test/*', 'arn:aws:s3:::bucket/1/2/test/3/object.jpg', true],
    ['arn:aws:s3:::bucket/*/test/*', 'arn:aws:s3:::bucket/1-test/object.jpg', false],
    // What has no ARN is named by * alone.
    ['*', '+15555550100', true],
    ['arn:aws:sns:*:*:*', '+15555550100', false],
    ['arn:aws:ses:*:*:*', '*', false],
    // One that ends early stands for all that begin so.
    ['arn:aws:lambda', FUNCTION, true],
    ['arn:aws:lambda:eu-west-1', FUNCTION, false],
    ['arn:aws:s3:::bucket/${aws:PrincipalAccount}', 'arn:aws:s3:::bucket/123456789012', true],
    ['arn:aws:s3:::bucket/${aws:username}', 'arn:aws:s3:::bucket/', false],
  ];
  for (const [pattern, resource, expected] of cases) {
    it(`${pattern} is ${expected ? '' : 'not '}${resource}`, () => {
      expect(named(pattern, resource)).to.equal(expected);
    });
  }

  it('let numbers through and no topics, and the one topic besides, as for messages by SNS', () => {
    const topic = 'arn:aws:sns:eu-central-1:123456789012:failed';
    const identity = [
      { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' },
      { Effect: 'Allow', Action: 'sns:Publish', Resource: topic },
    ];
    const publish = (resource: string) => judged({ identity, action: 'SNS:Publish', resource });
    expect(publish('+15555550100')).to.equal('allowed');
    expect(publish(topic)).to.equal('allowed');
    expect(publish(`${topic}-other`)).to.equal('not allowed by identity-based policy');

    const withDeny = [
      allow({ Action: 'sns:Publish', Resource: '*' }),
      deny({ Action: 'sns:Publish', Resource: 'arn:aws:sns:*:*:*' }),
      ...identity,
    ];
    expect(judged({ identity: withDeny, action: 'SNS:Publish', resource: topic })).to.include('denied');
  });
});
