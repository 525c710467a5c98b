import { expect } from 'chai';
import type { Policy } from '../../../../local/iam/policy.ts';
import { type ManagedPolicies, readRoles } from '../../../../local/terraform/deployment/roles.ts';
import { ConfigurationError } from '../../../../local/terraform/errors.ts';
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
      aws_iam_policy: { p: { name: 'p', policy: allow('c:c', { Resource: ['arn:aws:s3:::x', '*'] }) } },
      aws_iam_role_policy_attachment: {
        a: { role: '${aws_iam_role.r.name}', policy_arn: '${aws_iam_policy.p.arn}' },
      },
    });
    expect(found).to.deep.equal([
      ['Allow a:a *', 'Allow b:b,b:c *', 'Allow c:c arn:aws:s3:::x,*'],
      ['Allow c:c arn:aws:s3:::x,*'],
    ]);
  });

  it('knows the policies of AWS that functions have', () => {
    const policy_arn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const [[statement] = []] = statements({
      ...role(),
      aws_iam_role_policy_attachment: { a: { role: 'r', policy_arn } },
    });
    expect(statement).to.include('logs:PutLogEvents');
  });

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

  it('finds the permissions boundary, in the configuration and among the policies that are given', () => {
    const own = {
      ...role({ permissions_boundary: '${aws_iam_policy.b.arn}' }),
      aws_iam_policy: { b: { name: 'b', policy: allow('a:a') } },
    };
    const arn = 'arn:aws:iam::123456789012:policy/boundary';
    const given = { [arn]: JSON.parse(allow('b:b')) };
    const boundaries = [read(own), read(role({ permissions_boundary: arn }), given)].map(
      ([found]) => found?.permissionsBoundary ?? expect.fail('no boundary'),
    );
    expect(boundaries.map(boundary => statementsOf(boundary))).to.deep.equal([
      ['Allow a:a *'],
      ['Allow b:b *'],
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

  for (const argument of ['managed_policy_arns', 'permissions_boundary']) {
    it(`refuses a policy in ${argument} that it does not know`, () => {
      const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
      const resource = role({ [argument]: argument.endsWith('s') ? [arn] : arn });
      expect(() => statements(resource)).to.throw(ConfigurationError, 'give its document');
    });
  }
});
