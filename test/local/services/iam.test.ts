import { expect } from 'chai';
import type { PolicyStatement } from '../../../local/deployment.ts';
import { allow, person, refusal, roleOf } from './caller.ts';

const ACTION = 'sns:Publish';
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:codes';
const NUMBER = '+15555550100';

async function judged(statements: readonly PolicyStatement[], ...resource: [string, ...string[]]) {
  const { iam, caller } = roleOf(...statements);
  try {
    iam.authorize(caller, ACTION, ...resource);
    return 'allowed';
  } catch (error) {
    return (error as Error).message.includes('explicit deny') ? 'denied' : 'not allowed';
  }
}

describe('createIam', () => {
  const cases: [title: string, statements: PolicyStatement[], verdict: string][] = [
    ['nothing', [], 'not allowed'],
    ['the action on the resource', [allow(ACTION, TOPIC)], 'allowed'],
    ['the action in other letters', [allow('SNS:publish', TOPIC)], 'allowed'],
    ['a pattern of actions', [allow('sns:P*', TOPIC)], 'allowed'],
    ['a pattern of resources', [allow(ACTION, 'arn:aws:sns:*:*:code?')], 'allowed'],
    ['the resource in other letters', [allow(ACTION, TOPIC.toUpperCase())], 'not allowed'],
    ['another action', [allow('sns:Subscribe', TOPIC)], 'not allowed'],
    ['a resource that only begins alike', [allow(ACTION, TOPIC.slice(0, -1))], 'not allowed'],
    ['a dot that is no pattern', [allow(ACTION, TOPIC.replace(':sns', '.sns'))], 'not allowed'],
    [
      'everything, and takes it back',
      [allow(ACTION, '*'), { ...allow('*', TOPIC), effect: 'Deny' }],
      'denied',
    ],
  ];
  for (const [title, statements, verdict] of cases) {
    it(`finds a call ${verdict} where a role allows ${title}`, async () => {
      expect(await judged(statements, TOPIC)).to.equal(verdict);
    });
  }

  it('lets phone numbers through, and no topic, with the statements of the module', async () => {
    const statements: PolicyStatement[] = [
      allow(ACTION, '*'),
      { ...allow(ACTION, 'arn:*:sns:*:*:*'), effect: 'Deny' },
    ];
    expect(await judged(statements, NUMBER)).to.equal('allowed');
    expect(await judged(statements, TOPIC)).to.equal('denied');
  });

  it('takes several names of one thing together: one allowed is enough, one denied is too much', async () => {
    expect(await judged([allow(ACTION, TOPIC)], NUMBER, TOPIC)).to.equal('allowed');
    const denied = [allow(ACTION, NUMBER), { ...allow(ACTION, TOPIC), effect: 'Deny' as const }];
    expect(await judged(denied, NUMBER, TOPIC)).to.equal('denied');
  });

  it('says who may not do what, in the words of AWS', async () => {
    const { iam, caller } = roleOf();
    const error = await refusal(() => iam.authorize(caller, ACTION, TOPIC));
    expect(error.code).to.equal('AccessDeniedException');
    expect(error.message).to.equal(
      `User: arn:aws:sts::123456789012:assumed-role/deliver/deliver is not authorized to perform: sns:Publish on resource: ${TOPIC} because no identity-based policy allows the sns:Publish action`,
    );
  });

  it('lets people do everything', () => {
    roleOf().iam.authorize(person, ACTION, TOPIC);
  });
});
