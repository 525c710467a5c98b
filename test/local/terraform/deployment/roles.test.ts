import { expect } from 'chai';
import { readRoles } from '../../../../local/terraform/deployment/roles.ts';
import { ConfigurationError } from '../../../../local/terraform/errors.ts';
import { evaluated } from './evaluated.ts';

const allow = (Action: unknown, rest: object = { Resource: '*' }) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action, ...rest }] });
const statements = (resource: unknown) => readRoles(evaluated(resource)).map(role => role.statements);
const role = (args: Record<string, unknown> = {}) => ({
  aws_iam_role: { r: { name: 'r', assume_role_policy: '{}', ...args } },
});

describe('readRoles', () => {
  it('gathers inline and attached policies, each role its own', () => {
    const found = statements({
      aws_iam_role: {
        r: {
          name: 'r',
          inline_policy: [{ name: 'i', policy: allow('a:a') }],
          assume_role_policy: allow('sts:AssumeRole'),
        },
        other: { name: 'other', managed_policy_arns: ['${aws_iam_policy.p.arn}'] },
      },
      aws_iam_role_policy: { b: { role: '${aws_iam_role.r.id}', policy: allow(['b:b', 'b:c']) } },
      aws_iam_policy: { p: { name: 'p', policy: allow('c:c', { Resource: ['x', 'y'] }) } },
      aws_iam_role_policy_attachment: {
        a: { role: '${aws_iam_role.r.name}', policy_arn: '${aws_iam_policy.p.arn}' },
      },
    });
    const attached = { effect: 'Allow', actions: ['c:c'], resources: ['x', 'y'] };
    expect(found).to.deep.equal([
      [
        { effect: 'Allow', actions: ['a:a'], resources: ['*'] },
        { effect: 'Allow', actions: ['b:b', 'b:c'], resources: ['*'] },
        attached,
      ],
      [attached],
    ]);
  });

  it('knows the policies of AWS that functions have', () => {
    const policy_arn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const [[statement] = []] = statements({
      ...role(),
      aws_iam_role_policy_attachment: { a: { role: 'r', policy_arn } },
    });
    expect(statement?.actions).to.include('logs:PutLogEvents');
  });

  it('keeps a denial', () => {
    const policy = JSON.stringify({ Statement: { Effect: 'Deny', Action: '*', Resource: '*' } });
    expect(statements({ ...role(), aws_iam_role_policy: { p: { role: 'r', policy } } })).to.deep.equal([
      [{ effect: 'Deny', actions: ['*'], resources: ['*'] }],
    ]);
  });

  it('allows nothing on a condition, of which it does not know whether it holds', () => {
    const policy = allow('a:a', { Resource: '*', Condition: {} });
    expect(statements({ ...role(), aws_iam_role_policy: { p: { role: 'r', policy } } })).to.deep.equal([[]]);
  });

  const refused: readonly (readonly [title: string, policy: string, message: string])[] = [
    [
      'a denial on a condition',
      JSON.stringify({ Statement: { Effect: 'Deny', Action: 'a:a', Resource: '*', Condition: {} } }),
      'a statement with Condition cannot be judged here',
    ],
    ['NotResource', allow('a:a', { NotResource: '*' }), 'a statement with NotResource cannot be judged here'],
    ['text that is not JSON', '{', 'aws_iam_role_policy.p: the policy is not JSON'],
    ['a policy that is no object', '[]', 'aws_iam_role_policy.p: the policy must be a JSON object'],
  ];
  for (const [title, policy, message] of refused) {
    it(`refuses ${title}, which could allow more or less than it says here`, () => {
      expect(() => statements({ ...role(), aws_iam_role_policy: { p: { role: 'r', policy } } })).to.throw(
        ConfigurationError,
        message,
      );
    });
  }

  it('refuses an attached policy that it does not know', () => {
    const resource = role({ managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    expect(() => statements(resource)).to.throw(
      ConfigurationError,
      'write its statements into the configuration',
    );
  });
});
