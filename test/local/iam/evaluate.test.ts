import { expect } from 'chai';
import { type Asked, allow, deny, judged, QUEUE, ROLE, ROOT, SEND, SESSION, to } from './judged.ts';

const OTHER = 'arn:aws:iam::123456789012:role/other';
const BY_IDENTITY = 'not allowed by identity-based policy';
const BY_RESOURCE = 'not allowed by resource-based policy';
const BY_BOUNDARY = 'not allowed by permissions boundary';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
describe('evaluate', () => {
  const statements: [title: string, asked: Asked, verdict: string][] = [
    ['nothing', {}, BY_IDENTITY],
    ['the action on the resource', { identity: [allow()] }, 'allowed'],
    ['the action in other letters', { identity: [allow({ Action: 'SQS:sendMESSAGE' })] }, 'allowed'],
    [
      'the resource in other letters',
      { identity: [allow({ Resource: QUEUE.replace('f', 'F') })] },
      BY_IDENTITY,
    ],
    ['one of several actions', { identity: [allow({ Action: ['sqs:x', SEND] })] }, 'allowed'],
    ['a pattern of actions', { identity: [allow({ Action: 'sqs:S?nd*' })] }, 'allowed'],
    ['another action', { identity: [allow({ Action: 'sqs:ReceiveMessage' })] }, BY_IDENTITY],
    [
      'every action but this',
      { identity: [{ ...allow(), Action: undefined, NotAction: SEND }] },
      BY_IDENTITY,
    ],
    [
      'every action but another',
      { identity: [{ ...allow(), Action: undefined, NotAction: 'sqs:x' }] },
      'allowed',
    ],
    [
      'all but this resource',
      { identity: [{ ...allow(), Resource: undefined, NotResource: QUEUE }] },
      BY_IDENTITY,
    ],
    [
      'all but other resources',
      { identity: [{ ...allow(), Resource: undefined, NotResource: `${QUEUE}-x` }] },
      'allowed',
    ],
    [
      'all, and denies it',
      { identity: [allow({ Resource: '*' }), deny()] },
      'denied by identity-based policy',
    ],
    ['it, and denies something else', { identity: [allow(), deny({ Resource: `${QUEUE}-x` })] }, 'allowed'],
  ];
  for (const [title, asked, verdict] of statements) {
    it(`says "${verdict}" where a role allows ${title}`, () => {
      expect(judged(asked)).to.equal(verdict);
    });
  }

  const bounded: [title: string, asked: Asked, verdict: string][] = [
    ['allows it too', { identity: [allow()], boundary: [allow({ Resource: '*' })] }, 'allowed'],
    ['does not', { identity: [allow()], boundary: [allow({ Action: 'sns:*' })] }, BY_BOUNDARY],
    ['is all that allows it', { boundary: [allow()] }, BY_IDENTITY],
    ['denies it', { identity: [allow()], boundary: [allow(), deny()] }, 'denied by permissions boundary'],
  ];
  for (const [title, asked, verdict] of bounded) {
    it(`says "${verdict}" where the permissions boundary ${title}`, () => {
      expect(judged(asked)).to.equal(verdict);
    });
  }

  const resources: [title: string, asked: Asked, verdict: string][] = [
    ['names the role', { resourcePolicy: [to({ AWS: ROLE })] }, 'allowed'],
    ['names the session', { resourcePolicy: [to({ AWS: SESSION })] }, 'allowed'],
    ['names everybody', { resourcePolicy: [to('*')] }, 'allowed'],
    ['names everybody of AWS', { resourcePolicy: [to({ AWS: '*' })] }, 'allowed'],
    ['names another role', { resourcePolicy: [to({ AWS: OTHER })] }, BY_IDENTITY],
    ['names a service', { resourcePolicy: [to({ Service: 'lambda.amazonaws.com' })] }, BY_IDENTITY],
    ['leaves it to the account', { resourcePolicy: [to({ AWS: ROOT })] }, BY_IDENTITY],
    ['names nobody, and the role’s allows it', { identity: [allow()], resourcePolicy: [] }, 'allowed'],
    [
      'denies it to the account',
      { identity: [allow()], resourcePolicy: [{ ...to({ AWS: ROOT }), Effect: 'Deny' }] },
      'denied by resource-based policy',
    ],
    [
      'denies it to another role',
      { identity: [allow()], resourcePolicy: [{ ...to({ AWS: OTHER }), Effect: 'Deny' }] },
      'allowed',
    ],
    // An implicit deny of the boundary limits what is given to a role, and not what is given to its session.
    [
      'names the role, and the boundary allows nothing',
      { boundary: [], resourcePolicy: [to({ AWS: ROLE })] },
      BY_BOUNDARY,
    ],
    [
      'names the session, and the boundary allows nothing',
      { boundary: [], resourcePolicy: [to({ AWS: SESSION })] },
      'allowed',
    ],
  ];
  for (const [title, asked, verdict] of resources) {
    it(`says "${verdict}" where the policy of the resource ${title}`, () => {
      expect(judged(asked)).to.equal(verdict);
    });
  }

  const required: [title: string, asked: Asked, verdict: string][] = [
    ['says nothing', { identity: [allow()], resourcePolicy: [] }, BY_RESOURCE],
    ['names the role', { resourcePolicy: [to({ AWS: ROLE })] }, 'allowed'],
    [
      'leaves it to the account, whose role allows it',
      { identity: [allow()], resourcePolicy: [to({ AWS: ROOT })] },
      'allowed',
    ],
    [
      'leaves it to the account, whose role does not',
      { resourcePolicy: [to({ AWS: '123456789012' })] },
      BY_IDENTITY,
    ],
    [
      'leaves it to another account',
      { identity: [allow()], resourcePolicy: [to({ AWS: 'arn:aws:iam::999999999999:root' })] },
      BY_RESOURCE,
    ],
  ];
  for (const [title, asked, verdict] of required) {
    it(`says "${verdict}" where a key’s policy ${title}`, () => {
      expect(judged({ ...asked, isRequired: true })).to.equal(verdict);
    });
  }

  const service = 'cognito-idp.amazonaws.com';
  const services: [title: string, asked: Asked, verdict: string][] = [
    ['names it', { resourcePolicy: [to({ Service: service })] }, 'allowed'],
    ['names another', { resourcePolicy: [to({ Service: 'sns.amazonaws.com' })] }, BY_RESOURCE],
    ['names a role', { identity: [allow()], resourcePolicy: [to({ AWS: ROLE })] }, BY_RESOURCE],
    ['is not there', { identity: [allow()] }, BY_RESOURCE],
    [
      'names and denies it',
      { resourcePolicy: [to('*'), { ...to({ Service: service }), Effect: 'Deny' }] },
      'denied by resource-based policy',
    ],
  ];
  for (const [title, asked, verdict] of services) {
    it(`says "${verdict}" to a service where the policy of the resource ${title}`, () => {
      expect(judged({ ...asked, service })).to.equal(verdict);
    });
  }

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  describe('with NotPrincipal', () => {
    const spare = (...AWS: string[]) => ({
      identity: [allow()],
      resourcePolicy: [{ ...deny(), NotPrincipal: { AWS } }],
    });

    it('spares who is named with account, role and session', () => {
      expect(judged(spare(ROOT, ROLE, SESSION))).to.equal('allowed');
    });

    it('denies who is named without one of them', () => {
      for (const named of [[ROLE, SESSION], [ROOT, SESSION], [ROOT, ROLE], [OTHER]]) {
        expect(judged(spare(...named)), named.join()).to.equal('denied by resource-based policy');
      }
    });

    it('denies whoever has a permissions boundary', () => {
      const asked = { ...spare(ROOT, ROLE, SESSION), boundary: [allow()] };
      expect(judged(asked)).to.equal('denied by resource-based policy');
    });
  });
});
