import { expect } from 'chai';
import { evaluate } from '../../../local/iam/evaluate.ts';
import { parsePolicy } from '../../../local/iam/parse-policy.ts';
import { reasonOf } from '../../../local/iam/reason.ts';
import type { Principal, Request } from '../../../local/iam/request.ts';
import { allow, deny, type Element, QUEUE, ROLE, SEND, SESSION, to } from './judged.ts';

const policy = (...Statement: readonly Element[]) =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), 'identity');

/** @param more a boundary, or the policy of the queue */
function reason(
  identity: readonly Element[],
  more: { boundary?: readonly Element[]; queue?: readonly Element[] } = {},
): string {
  const principal: Principal = {
    kind: 'role',
    roleArn: ROLE,
    sessionArn: SESSION,
    policies: [policy(...identity)],
    ...(more.boundary && { permissionsBoundary: policy(...more.boundary) }),
  };
  const request: Request = {
    action: SEND,
    resource: QUEUE,
    ...(more.queue && {
      resourcePolicy: {
        policy: parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: more.queue }), 'resource'),
        isRequired: false,
      },
    }),
  };
  return reasonOf(principal, request, evaluate(principal, request));
}

describe('the reason of a decision', () => {
  const ofTheRole = { Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } };
  for (const [expected, actual] of [
    ['Send (identity-based policy)', reason([allow({ Action: 'sqs:Receive*' }), allow({ Sid: 'Send' })])],
    ['Send (identity-based policy)', reason([allow({ Sid: 'Send', ...ofTheRole })])],
    ['a statement without Sid (identity-based policy)', reason([allow()])],
    ['Take (resource-based policy)', reason([], { queue: [to({ AWS: ROLE }, { Sid: 'Take' })] })],
    [
      'Take (resource-based policy)',
      reason([], { queue: [to({ AWS: `${ROLE}2` }, { Sid: 'Other' }), to({ AWS: ROLE }, { Sid: 'Take' })] }),
    ],
    ['Never (identity-based policy)', reason([allow({ Sid: 'Send' }), deny({ Sid: 'Never' })])],
    ['Here (permissions boundary)', reason([allow()], { boundary: [allow(), deny({ Sid: 'Here' })] })],
    [`no identity-based policy allows ${SEND} on ${QUEUE}`, reason([])],
    [`no permissions boundary allows ${SEND} on ${QUEUE}`, reason([allow()], { boundary: [] })],
  ] as const)
    it(`is ${expected}`, () => {
      expect(actual).to.equal(expected);
    });
});
