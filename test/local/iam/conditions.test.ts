import { expect } from 'chai';
import type { Context } from '../../../local/iam/policy.ts';
import { type Element, holds } from './judged.ts';

type Case = readonly [condition: Element, context: Context, expected: boolean];

const KEY = 'aws:username';
const ARN = 'arn:aws:sns:us-west-2:123456789012:TOPIC-ID';
const is = (operator: string, expected: unknown, actual?: string | string[]): [Element, Context] => [
  { [operator]: { [KEY]: expected } },
  actual === undefined ? {} : { [KEY]: actual },
];

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const groups: Readonly<Record<string, readonly Case[]>> = {
  'of texts': [
    [...is('StringEquals', 'john', 'john'), true],
    [...is('StringEquals', 'john', 'John'), false],
    [...is('StringEquals', 'john'), false],
    [...is('StringEquals', ['jane', 'john'], 'john'), true],
    [...is('StringEquals', 'j*', 'john'), false],
    [...is('StringNotEquals', 'john', 'john'), false],
    [...is('StringNotEquals', ['jane', 'john'], 'john'), false],
    [...is('StringNotEquals', 'john', 'jane'), true],
    [...is('StringNotEquals', 'john'), true],
    [...is('StringEqualsIgnoreCase', 'john', 'JOHN'), true],
    [...is('StringNotEqualsIgnoreCase', 'john', 'JOHN'), false],
    [...is('StringLike', 'j?h*', 'john'), true],
    [...is('StringLike', 'J*', 'john'), false],
    [...is('StringLike', 'j.hn', 'john'), false],
    [...is('StringLike', '*', 'a:b/c\nd'), true],
    [...is('StringNotLike', 'j*', 'john'), false],
    [...is('StringNotLike', 'j*'), true],
  ],
  'of ARNs, part by part': [
    [...is('ArnEquals', ARN, ARN), true],
    [...is('ArnEquals', 'arn:aws:sns:*:*:TOPIC*', ARN), true],
    [...is('ArnLike', 'arn:aws:sns:us-west-?:123456789012:TOPIC-ID', ARN), true],
    [...is('ArnLike', ARN.replace('TOPIC', 'topic'), ARN), false],
    [...is('ArnLike', 'arn:aws:sns:us*TOPIC-ID:*:*', ARN), false],
    [...is('ArnLike', 'arn:aws:sns:us.west.2:123456789012:*', ARN), false],
    [...is('ArnLike', ARN), false],
    [...is('ArnNotLike', 'arn:aws:sns:*:*:*', ARN), false],
    [...is('ArnNotEquals', 'arn:aws:sqs:*:*:*', ARN), true],
    [...is('ArnNotLike', ARN), true],
    [...is('ArnLike', 'arn:aws:lambda:*:*:function:*', 'arn:aws:lambda:eu:1:function:a:live'), true],
  ],
  'of numbers': [
    [...is('NumericEquals', '10', '10.0'), true],
    [...is('NumericNotEquals', '10', '10'), false],
    [...is('NumericLessThan', '10', '9'), true],
    [...is('NumericLessThan', '10', '10'), false],
    [...is('NumericLessThanEquals', 10, '10'), true],
    [...is('NumericGreaterThan', '10', '9'), false],
    [...is('NumericGreaterThanEquals', ['20', '10'], '10'), true],
    [...is('NumericGreaterThanEquals', '10', 'ten'), false],
    [...is('NumericLessThan', '10'), false],
  ],
  'of dates': [
    [...is('DateGreaterThan', '2020-01-01T00:00:01Z', '2026-01-01T00:00:00Z'), true],
    [...is('DateLessThan', '2020-01-01T00:00Z', '2026-01-01T00:00:00Z'), false],
    [...is('DateEquals', '2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z'), true],
    [...is('DateEquals', '1767225600', '2026-01-01T00:00:00Z'), true],
    [...is('DateLessThanEquals', '2026', '1767225600'), true],
    [...is('DateNotEquals', '2026-01-01', '1767225600'), false],
  ],
  'of yes and no': [
    [...is('Bool', 'false', 'false'), true],
    [...is('Bool', true, 'true'), true],
    [...is('Bool', 'false', 'true'), false],
    [...is('Bool', 'false'), false],
  ],
  'of addresses': [
    [...is('IpAddress', '203.0.113.0/24', '203.0.113.1'), true],
    [...is('IpAddress', '203.0.113.0/24', '198.51.100.1'), false],
    [...is('IpAddress', '203.0.113.9', '203.0.113.9'), true],
    [...is('IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '2001:db8:1234:5678::1'), true],
    [...is('NotIpAddress', '203.0.113.0/24', '2001:db8::1'), true],
  ],
  'of what is there': [
    [...is('Null', 'true'), true],
    [...is('Null', 'true', 'x'), false],
    [...is('Null', 'false', 'x'), true],
    [...is('Null', 'false'), false],
    [...is('Null', 'true', []), true],
    [...is('StringLikeIfExists', 't2.*', 't2.micro'), true],
    [...is('StringLikeIfExists', 't2.*', 'm2.micro'), false],
    [...is('StringLikeIfExists', 't2.*'), true],
    [...is('StringNotEqualsIfExists', 'x'), true],
    [...is('BinaryEquals', 'QmluYXJ5', 'QmluYXJ5'), true],
  ],
  'of keys with several values': [
    [...is('ForAllValues:StringEquals', ['a', 'b'], ['a']), true],
    [...is('ForAllValues:StringEquals', ['a', 'b'], ['a', 'b']), true],
    [...is('ForAllValues:StringEquals', ['a', 'b'], ['a', 'c']), false],
    [...is('ForAllValues:StringEquals', ['a', 'b']), true],
    [...is('ForAllValues:StringNotEquals', ['a', 'b'], ['c']), true],
    [...is('ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a']), false],
    [...is('ForAnyValue:StringEquals', ['a', 'b'], ['c', 'a']), true],
    [...is('ForAnyValue:StringEquals', ['a', 'b'], ['c']), false],
    [...is('ForAnyValue:StringEquals', ['a', 'b']), false],
    [...is('ForAnyValue:StringNotEquals', ['a', 'b'], ['c', 'a']), true],
    [...is('ForAnyValue:StringNotEquals', ['a', 'b'], ['a']), false],
    [...is('ForAnyValue:StringNotEquals', ['a', 'b']), false],
    [...is('ForAllValues:StringLike', '*@example.com', ['u@example.com', 'v@example.com']), true],
    // AWS documents no outcome without a set operator: it meets nothing.
    [...is('StringLike', '*', ['a', 'b']), false],
  ],
};

describe('conditions', () => {
  for (const [group, cases] of Object.entries(groups)) {
    describe(group, () => {
      for (const [condition, context, expected] of cases) {
        it(`${JSON.stringify(condition)} ${expected ? 'holds' : 'does not hold'} of ${JSON.stringify(context[KEY])}`, () => {
          expect(holds(condition, context)).to.equal(expected);
        });
      }
    });
  }

  it('have to hold all together: operators and keys', () => {
    const both = { StringEquals: { a: '1', b: '2' }, Bool: { c: 'true' } };
    const context = { a: '1', b: '2', c: 'true' };
    expect(holds(both, context)).to.equal(true);
    for (const key of ['a', 'b', 'c']) expect(holds(both, { ...context, [key]: 'x' }), key).to.equal(false);
  });

  it('take keys in any letters', () => {
    expect(holds({ StringEquals: { 'AWS:UserName': 'john' } }, { 'aws:username': 'john' })).to.equal(true);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
describe('policy variables', () => {
  const like = (pattern: string, actual: string, context: Context = {}, version?: '2008-10-17') =>
    holds({ StringLike: { [KEY]: pattern } }, { [KEY]: actual, ...context }, version);
  const cases: [title: string, holds: boolean, expected: boolean][] = [
    ['are filled in', like('home/${s3:prefix}/*', 'home/x/y', { 's3:prefix': 'x' }), true],
    ['are filled in as they are: no wildcards', like('${s3:prefix}', 'abc', { 's3:prefix': 'a*' }), false],
    ['have a default', like("${s3:prefix, 'x'}", 'x'), true],
    ['meet nothing without a value', like('*${s3:prefix}*', 'x'), false],
    ['meet nothing with several values', like('*${s3:prefix}*', 'x', { 's3:prefix': ['x', 'y'] }), false],
    ['write wildcards as characters', like('a${*}${?}${$}', 'a*?$'), true],
    ['write wildcards as characters, and no others', like('a${*}', 'ab'), false],
    ['are text in the older version', like('${s3:prefix}', '${s3:prefix}', {}, '2008-10-17'), true],
    ['are variables in the newer one', like('${s3:prefix}', '${s3:prefix}'), false],
    [
      'have a value that a negated condition is not equal to, where there is none',
      holds({ StringNotEquals: { [KEY]: '${s3:prefix}' } }, { [KEY]: 'x' }),
      true,
    ],
    [
      'stand in every part of an ARN of a condition',
      holds(
        { ArnLike: { [KEY]: 'arn:aws:iam::${aws:PrincipalAccount}:role/*' } },
        { [KEY]: 'arn:aws:iam::123456789012:role/x' },
      ),
      true,
    ],
  ];
  for (const [title, actual, expected] of cases) {
    it(title, () => {
      expect(actual).to.equal(expected);
    });
  }
});
