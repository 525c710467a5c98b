import { expect } from 'chai';
import { allow, fn, person, policyOf, refusal, roleOf, roleWith, type Statement } from './caller.ts';

const ACTION = 'sns:Publish';
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:codes';
const WHO = 'User: arn:aws:sts::123456789012:assumed-role/deliver/deliver is not authorized to perform';
const deny = (Resource: string): Statement => ({ Effect: 'Deny', Action: '*', Resource });

describe('createIam', () => {
  const messages: [title: string, as: ReturnType<typeof roleOf>, why: string][] = [
    ['no policy allows it', roleOf(), 'because no identity-based policy allows the sns:Publish action'],
    [
      'a policy denies it',
      roleOf(allow(ACTION, '*'), deny(TOPIC)),
      'with an explicit deny in an identity-based policy',
    ],
    [
      'the boundary does not allow it',
      roleWith([allow(ACTION, '*')], { boundary: policyOf(allow('sqs:*', '*')) }),
      'because no permissions boundary allows the sns:Publish action',
    ],
    [
      'the boundary denies it',
      roleWith([allow(ACTION, '*')], { boundary: policyOf(allow('*', '*'), deny(TOPIC)) }),
      'with an explicit deny in a permissions boundary',
    ],
  ];
  for (const [title, { iam, caller }, why] of messages) {
    it(`says in the words of AWS who may not do what, where ${title}`, async () => {
      const error = await refusal(() => iam.authorize(caller, { action: ACTION, resource: TOPIC }));
      expect(error.code).to.equal('AccessDeniedException');
      expect(error.message).to.equal(`${WHO}: sns:Publish on resource: ${TOPIC} ${why}`);
    });
  }

  it('wants the permission for all that a call touches', async () => {
    const { iam, caller } = roleOf(allow(ACTION, TOPIC));
    const [one, other] = [TOPIC, `${TOPIC}-other`].map(resource => ({ action: ACTION, resource }));
    if (!one || !other) throw new Error('There are two.');
    iam.authorize(caller, one);
    expect((await refusal(() => iam.authorize(caller, one, other))).message).to.include(`${TOPIC}-other`);
  });

  it('finds nothing of another region than the one that the call is signed for', async () => {
    const { iam, caller } = roleOf(allow(ACTION, '*'));
    const topicIn = (region: string) => ({ action: ACTION, resource: TOPIC.replace('eu-central-1', region) });
    for (const [region, other] of [
      ['eu-central-1', 'eu-west-1'] as const,
      ['eu-west-1', 'eu-central-1'] as const,
    ]) {
      iam.authorize({ ...caller, region }, topicIn(region));
      const error = await refusal(() => iam.authorize({ ...caller, region }, topicIn(other)));
      expect(error.code).to.equal('ResourceNotFoundException');
    }
    iam.authorize({ ...caller, region: 'eu-west-1' }, { action: ACTION, resource: '*' });
  });

  it('knows as whom a function calls, and nobody else', () => {
    const { iam, caller } = roleOf();
    expect(iam.sessionArn(caller)).to.equal('arn:aws:sts::123456789012:assumed-role/deliver/deliver');
    expect(iam.sessionArn(person)).to.equal(undefined);
  });

  const context: [key: string, value: string][] = [
    ['aws:PrincipalArn', fn.roleArn],
    ['aws:PrincipalAccount', '123456789012'],
    ['aws:RequestedRegion', 'eu-central-1'],
    ['aws:ResourceAccount', '123456789012'],
    ['aws:ViaAWSService', 'false'],
    ['aws:EpochTime', '1767225600'],
    ['lambda:SourceFunctionArn', fn.arn],
  ];
  for (const [key, value] of context) {
    it(`knows ${key} of every call`, async () => {
      const on = (expected: string) =>
        roleOf({ ...allow(ACTION, TOPIC), Condition: { StringEquals: { [key]: expected } } });
      const [right, wrong] = [on(value), on(`${value}0`)];
      right.iam.authorize(right.caller, { action: ACTION, resource: TOPIC });
      await refusal(() => wrong.iam.authorize(wrong.caller, { action: ACTION, resource: TOPIC }));
    });
  }

  it('takes what Lambda does with a role apart from what a function does', async () => {
    const { iam } = roleOf({
      ...allow(ACTION, TOPIC),
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': fn.arn } },
    });
    await refusal(() => iam.authorizeRole(fn, { action: ACTION, resource: TOPIC }));
  });

  it('lets people do everything', () => {
    roleOf().iam.authorize(person, { action: ACTION, resource: TOPIC });
  });
});
