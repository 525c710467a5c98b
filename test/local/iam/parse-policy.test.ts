import { expect } from 'chai';
import { parsePolicy } from '../../../local/iam/parse-policy.ts';
import { PolicyError } from '../../../local/iam/policy-error.ts';
import { allow, type Element } from './judged.ts';

const parse = (statement: unknown, attachment: 'identity' | 'resource' = 'identity') =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), attachment);
const without = (name: string, more: Element = {}) => {
  const { [name]: _, ...rest } = allow();
  return { ...rest, ...more };
};

describe('parsePolicy', () => {
  it('takes one statement for a list of it, and no version for the older one', () => {
    expect(parsePolicy(JSON.stringify({ Statement: allow() }), 'identity')).to.deep.equal({
      ...parse([allow()]),
      version: '2008-10-17',
    });
  });

  it('finds the principals of every kind', () => {
    const Principal = { AWS: ['a', 'b'], Service: 'lambda.amazonaws.com' };
    const [statement] = parse({ ...allow(), Principal }, 'resource').statements;
    expect(statement?.principal).to.deep.equal({ not: false, names: ['a', 'b', 'lambda.amazonaws.com'] });
  });

  const refused: [title: string, statement: unknown, message: string, attachment?: 'resource'][] = [
    ['a statement that is no object', ['x'], 'a statement must be an object'],
    ['an effect of its own', allow({ Effect: 'Maybe' }), 'Effect takes Allow or Deny'],
    ['an element of its own', allow({ Actions: 'x' }), 'a statement has no element Actions'],
    ['no action', without('Action'), 'takes either Action or NotAction'],
    ['both', allow({ NotAction: 'sqs:x' }), 'takes either Action or NotAction'],
    ['an empty list', allow({ Action: [] }), 'Action is empty'],
    ['an action without a service', allow({ Action: 'Publish' }), 'for example kms:GenerateMac; got Publish'],
    ['a wildcard for the service', allow({ Action: 's?s:Publish' }), 'got s?s:Publish'],
    ['no resource', without('Resource'), 'takes either Resource or NotResource'],
    ['a resource without an ARN', allow({ Resource: 'x' }), 'a resource is an ARN or *; got x'],
    [
      'a wildcard in the partition',
      allow({ Resource: 'arn:*:sns:*:*:*' }),
      'a wildcard in the partition or the service',
    ],
    [
      'a wildcard in the type',
      allow({ Resource: 'arn:aws:lambda:us-east-2:123456789012:functi*:my-function' }),
      'a wildcard in the type of the resource',
    ],
    ['a principal of a role', allow({ Principal: '*' }), 'Principal has no place in the policy of a role'],
    ['no principal of a resource', allow(), 'takes either Principal or NotPrincipal', 'resource'],
    [
      'NotPrincipal that allows',
      allow({ NotPrincipal: '*' }),
      'NotPrincipal goes with Deny only',
      'resource',
    ],
    ['a condition that is no object', allow({ Condition: 'x' }), 'Condition must be an object'],
    ['an operator without keys', allow({ Condition: { Bool: 'x' } }), 'Condition.Bool must be an object'],
    [
      'an operator of its own',
      allow({ Condition: { StringEqual: { a: 'b' } } }),
      'unknown condition operator StringEqual',
    ],
    [
      'a set of nothing',
      allow({ Condition: { 'ForAllValues:Null': { a: 'true' } } }),
      'unknown condition operator ForAllValues:Null',
    ],
    [
      'a number that is none',
      allow({ Condition: { NumericLessThan: { a: 'ten' } } }),
      'NumericLessThan of a does not take "ten"',
    ],
    ['a date that is none', allow({ Condition: { DateLessThan: { a: 'today' } } }), 'does not take "today"'],
    ['a range that is none', allow({ Condition: { IpAddress: { a: '10.0.0.0/33' } } }), 'does not take'],
    ['yes for a boolean', allow({ Condition: { Bool: { a: 'yes' } } }), 'Bool of a does not take "yes"'],
    ['what is no ARN', allow({ Condition: { ArnLike: { a: '*' } } }), 'ArnLike of a does not take "*"'],
    ['an object for a text', allow({ Condition: { Bool: { a: {} } } }), 'a takes text, or a list of it'],
  ];
  for (const [title, statement, message, attachment] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => parse(statement, attachment)).to.throw(PolicyError, message);
    });
  }

  it('refuses what is no document', () => {
    expect(() => parsePolicy('{', 'identity')).to.throw(PolicyError, 'not JSON');
    expect(() => parsePolicy('[]', 'identity')).to.throw(PolicyError, 'a JSON object');
    expect(() => parsePolicy('{"Version":"2020-01-01"}', 'identity')).to.throw(PolicyError, 'Version takes');
  });
});
