import { expect } from 'chai';
import { type ManagedPolicies, readRoles } from '../../../local/deployment/roles.ts';
import type { Policy } from '../../../local/iam/policy.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { evaluated } from './evaluated.ts';

const policy = (Statement: unknown) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, rest: object = { Resource: '*' }) =>
  policy([{ Effect: 'Allow', Action, ...rest }]);
const role = (args: Record<string, unknown> = {}) => ({
  aws_iam_role: { r: { name: 'r', assume_role_policy: '{}', ...args } },
});
const withPolicy = (text: string) => ({ ...role(), aws_iam_role_policy: { p: { role: 'r', policy: text } } });

/** Effect, actions and resources of every statement. */
const statementsOf = (...policies: readonly Policy[]) =>
  policies.flatMap(({ statements }) =>
    statements.map(
      ({ effect, action, resource }) => `${effect} ${action.patterns.join()} ${resource.patterns.join()}`,
    ),
  );
const read = (resource: unknown, managed?: ManagedPolicies) => readRoles(evaluated(resource), managed);
const statements = (resource: unknown) => read(resource).map(({ policies }) => statementsOf(...policies));

describe('readRoles', () => {
  it('gathers inline policies, each role its own', () => {
    const found = statements({
      aws_iam_role: {
        r: { name: 'r', assume_role_policy: allow('sts:AssumeRole') },
        other: { name: 'other', managed_policy_arns: [] },
      },
      aws_iam_role_policy: {
        a: { role: 'r', policy: allow('a:a', { Resource: ['arn:aws:s3:::x', '*'] }) },
        b: { role: '${aws_iam_role.r.id}', policy: allow(['b:b', 'b:c']) },
      },
    });
    expect(found).to.deep.equal([['Allow a:a arn:aws:s3:::x,*', 'Allow b:b,b:c *'], []]);
  });

  const notRead: Readonly<Record<string, Record<string, unknown>>> = {
    'aws_iam_role.r.managed_policy_arns': role({ managed_policy_arns: ['arn:aws:iam::aws:policy/X'] }),
    'aws_iam_role.r.inline_policy': role({ inline_policy: [{ name: 'i', policy: allow('a:a') }] }),
    'aws_iam_role_policy_attachment.a': {
      ...role(),
      aws_iam_role_policy_attachment: { a: { role: 'r', policy_arn: 'arn:aws:iam::aws:policy/X' } },
    },
  };
  for (const [address, resource] of Object.entries(notRead)) {
    it(`refuses ${address}, whose statements it does not read`, () => {
      expect(() => read(resource)).to.throw(
        ConfigurationError,
        `${address} is not read here: write the statements as an aws_iam_role_policy`,
      );
    });
  }

  it('keeps every element of a statement, the conditions too', () => {
    const text = policy({
      Sid: 'S',
      Effect: 'Deny',
      NotAction: 'kms:Decrypt',
      NotResource: ['arn:aws:kms'],
      Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:CalledVia': 'dynamodb.*' } },
    });
    expect(read(withPolicy(text))[0]?.policies).to.deep.equal([
      {
        version: '2012-10-17',
        statements: [
          {
            sid: 'S',
            effect: 'Deny',
            action: { not: true, patterns: ['kms:Decrypt'] },
            resource: { not: true, patterns: ['arn:aws:kms:*:*:*'] },
            conditions: [
              {
                set: 'ForAnyValue',
                operator: 'StringLike',
                ifExists: true,
                key: 'aws:CalledVia',
                values: ['dynamodb.*'],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('finds the permissions boundary among the policies that are given', () => {
    const arn = 'arn:aws:iam::123456789012:policy/boundary';
    const [found] = read(role({ permissions_boundary: arn }), { [arn]: JSON.parse(allow('b:b')) });

    expect(statementsOf(found?.permissionsBoundary ?? expect.fail('no boundary'))).to.deep.equal([
      'Allow b:b *',
    ]);
  });

  const refused: readonly (readonly [title: string, policy: string, message: string])[] = [
    [
      'a condition that cannot be judged here',
      policy({
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
      'a condition on aws:SourceIp cannot be judged here for dynamodb:UpdateItem',
    ],
    ['Principal', allow('a:a', { Resource: '*', Principal: '*' }), 'Principal has no place in the policy of'],
    ['text that is not JSON', '{', 'aws_iam_role_policy.p: the policy is not JSON'],
    ['a policy that is no object', '[]', 'aws_iam_role_policy.p: the policy must be a JSON object'],
  ];
  for (const [title, text, message] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => statements(withPolicy(text))).to.throw(ConfigurationError, message);
    });
  }

  it('refuses a permissions boundary that it does not know', () => {
    const permissions_boundary = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(() => statements(role({ permissions_boundary }))).to.throw(
      ConfigurationError,
      'give its document',
    );
  });
});
