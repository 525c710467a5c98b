import { expect } from 'chai';
import { type Asked, allow, deny, holds, judged, QUEUE, ROLE, ROOT, to } from './judged.ts';

/**
 * Where another evaluator, asked the same random policies and requests (14,000 of them), came to another verdict; each
 * with what AWS documents. The rest of what was looked at agreed.
 */
describe('where evaluators disagree', () => {
  // "You must specify date/time values with one of the W3C implementations of the ISO 8601 date formats or in epoch
  // (UNIX) time": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
  it('epoch seconds and ISO 8601 are one kind of date', () => {
    const epoch = { 'aws:EpochTime': '1767225600' };
    expect(holds({ DateGreaterThan: { 'aws:EpochTime': '2025-06-01T00:00:00Z' } }, epoch)).to.equal(true);
    expect(holds({ DateLessThan: { 'aws:EpochTime': '2026-01-01T00:00:00Z' } }, epoch)).to.equal(false);
    const iso = { 'aws:CurrentTime': '2026-01-01T00:00:00Z' };
    expect(holds({ DateGreaterThan: { 'aws:CurrentTime': '1767225600' } }, iso)).to.equal(false);
    expect(holds({ DateEquals: { 'aws:CurrentTime': '1767225600' } }, iso)).to.equal(true);
  });

  // "Inverted condition operators like StringNotEquals or StringNotLike do match against a null value":
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
  it('a negated condition holds against a variable without a value', () => {
    for (const operator of ['StringNotEquals', 'StringNotEqualsIgnoreCase', 'StringNotLike']) {
      const condition = { [operator]: { 'ses:FromAddress': '${aws:username}' } };
      expect(holds(condition, { 'ses:FromAddress': 'a@acme.example' }), operator).to.equal(true);
    }
    const all = { 'ForAllValues:StringNotLike': { 'ses:Recipients': '${aws:username}' } };
    expect(holds(all, { 'ses:Recipients': ['u@example.com'] })).to.equal(true);
  });

  // "…the resource that includes a policy variable with no value will not match any resource" (the same page). So
  // NotResource is everything (its outcome on AWS: unverified).
  it('a variable without a value names no resource', () => {
    const NotResource = 'arn:aws:sqs:eu-central-1:123456789012:${aws:username}';
    const { Resource: _, ...all } = deny();
    expect(judged({ identity: [allow(), { ...all, NotResource }] })).to.equal(
      'denied by identity-based policy',
    );
    expect(judged({ identity: [allow({ Resource: NotResource })] })).to.include('not allowed');
  });

  // "If you don't include the Version element and set it to an appropriate version date, variables like ${aws:username}
  // are treated as literal strings in the policy" (the same page).
  it('there are no variables before version 2012-10-17', () => {
    const Condition = { StringEquals: { 'aws:PrincipalAccount': "${aws:username, '123456789012'}" } };
    const asked = { identity: [allow({ Condition })] };
    expect(judged({ ...asked, version: '2012-10-17' })).to.equal('allowed');
    expect(judged({ ...asked, version: '2008-10-17' })).to.include('not allowed');
  });

  // "Policy variables – Supported" with ARN operators: …#Conditions_ARN
  it('variables stand in any part of an ARN in a condition', () => {
    const asked = (operator: string): Asked => ({
      identity: [
        allow({
          Condition: {
            [operator]: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:role/deliver' },
          },
        }),
      ],
    });
    for (const operator of ['ArnEquals', 'ArnLike']) expect(judged(asked(operator))).to.equal('allowed');
    for (const operator of ['ArnNotEquals', 'ArnNotLike']) expect(judged(asked(operator))).to.include('not');
  });

  // "If the key is not present, evaluate the condition element as true", of every operator but Null: …#Conditions_IfExists
  it('IfExists takes precedence over ForAnyValue where the key is missing', () => {
    for (const operator of ['StringEquals', 'StringNotEquals', 'NumericNotEquals']) {
      const condition = { [`ForAnyValue:${operator}IfExists`]: { 'ses:Recipients': '1' } };
      expect(holds(condition, {}), operator).to.equal(true);
    }
  });

  // "All IP addresses except the specified IP address or range": …#Conditions_IPAddress
  it('an address of IPv6 is not in a range of IPv4', () => {
    const condition = { NotIpAddress: { 'aws:SourceIp': '203.0.113.9' } };
    expect(holds(condition, { 'aws:SourceIp': '2001:db8::1' })).to.equal(true);
  });

  // "…within the individual segments of an ARN (the parts separated by colons). If the * wildcard is the last character
  // of a resource ARN segment, it can expand to match beyond the colon boundaries":
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
  it('a star within a part of an ARN does not go on over a colon, one at its end does', () => {
    const resource = 'arn:aws:lambda:eu-central-1:123456789012:function:deliver:live';
    const named = (Resource: string) => judged({ identity: [allow({ Resource })], resource });
    expect(named(resource.replace('er:l', '*'))).to.include('not allowed');
    expect(named(resource.replace('er:live', '*'))).to.equal('allowed');
  });

  // "You cannot use a wildcard in the portion of the ARN that specifics the resource type":
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
  it('a wildcard in the type of a resource is refused rather than judged', () => {
    for (const Resource of ['arn:aws:dynamodb:*:*:tab?e/ledger', 'arn:aws:secretsmanager:*:*:*:key-AbC123']) {
      expect(() => judged({ identity: [allow({ Resource })] }), Resource).to.throw(
        'in the type of the resource',
      );
    }
  });

  // "Each of the six colon-delimited components of the ARN is checked separately": …#Conditions_ARN. What comes of other
  // patterns is not said.
  it('what has not six parts is refused where an ARN is compared', () => {
    for (const pattern of ['*', 'arn:aws:*']) {
      const condition = { ArnNotLike: { 'aws:PrincipalArn': pattern } };
      expect(() => holds(condition, { 'aws:PrincipalArn': ROLE }), pattern).to.throw('does not take');
    }
  });

  // "Multivalued context keys require a condition set operator":
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  // The start refuses such a policy (condition-keys.test.ts); one value alone is compared as what it is.
  it('several values meet nothing without a set operator', () => {
    const condition = { StringNotEquals: { 'dynamodb:Attributes': '?' } };
    expect(holds(condition, { 'dynamodb:Attributes': ['id', 'n'] })).to.equal(false);
  });

  // "NotPrincipal must be used with Effect: Deny": reference_policies_elements_notprincipal.html
  it('NotPrincipal with Allow is refused', () => {
    expect(() => judged({ resourcePolicy: [{ ...allow(), NotPrincipal: { AWS: ROOT } }] })).to.throw(
      'Deny only',
    );
    expect(judged({ resourcePolicy: [to({ AWS: ROLE })], resource: QUEUE })).to.equal('allowed');
  });
});
