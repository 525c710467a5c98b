import { expect } from 'chai';
import type { Metric } from '../../../local/cloudwatch/metric.ts';
import { search } from '../../../local/cloudwatch/search.ts';

const answers = (dimensions: Metric['dimensions']): Metric => ({
  namespace: 'CognitoChallenge',
  name: 'Answers',
  dimensions: { Name: 'acme', ...dimensions },
});
const right = answers({ Step: 'code', Verdict: 'right' });
const wrong = answers({ Step: 'code', Verdict: 'wrong' });
const rollup = answers({});
const other = { ...right, dimensions: { ...right.dimensions, Name: 'acme-2' } };
const odd: Metric = {
  ...{ namespace: 'My Namespace, {mine}', name: 'Traffic' },
  dimensions: { 'Dimension@Name': String.raw`Europe\France "Traffic" (Network)` },
};
const METRICS = [wrong, right, rollup, other, { ...right, name: 'Asked' }, odd];

describe('A search', () => {
  for (const [query, found] of [
    ['{CognitoChallenge,Name,Step,Verdict} MetricName="Answers" Name="acme"', [right, wrong]],
    ['{CognitoChallenge, Verdict, Step, Name}, MetricName="Answers" AND Name="acme"', [right, wrong]],
    ['{"CognitoChallenge",Name,Step,Verdict} MetricName="Answers" Name="acme" NOT Verdict="right"', [wrong]],
    ['{CognitoChallenge,Name} MetricName="Answers"', [rollup]],
    ['{CognitoChallenge} MetricName="Answers" Name="acme" Verdict="wrong"', [wrong]],
    ['{CognitoChallenge} Namespace="CognitoChallenge" "Name"="acme-2"', [other]],
    ['{Other,Name} MetricName="Answers"', []],
    ['{CognitoChallenge,"Name,Step,Verdict"} MetricName="Answers"', []],
    ['{"My Namespace, {mine}" , "Dimension@Name"} MetricName="Traffic"', [odd]],
    [String.raw`{"My Namespace, {mine}"} "Dimension@Name"="Europe\\France \"Traffic\" \(Network\)"`, [odd]],
    ['{CognitoChallenge,Name} MetricName="Answers"'.padEnd(1024), [rollup]],
    ['{CognitoChallenge,Name} MetricName="answers"', []],
  ] as const)
    it(`finds ${found.length} by ${query.trim()}${query.length > 1000 ? ', and blanks' : ''}`, () => {
      expect(search(query, METRICS)).to.deep.equal(found);
    });

  for (const [query, reason] of [
    ['{My Namespace}', 'has a schema that is not names'],
    ['{N,Dimension@Name}', 'has a schema that is not names'],
    ['{}', 'has a schema that is not names'],
    ['{N,}', 'has a schema that is not names'],
    ['{""}', 'has a schema that is not names'],
    [String.raw`{"a\"b"}`, 'has a schema that is not names'],
    ['{N', 'has a schema that is not names'],
    ['{N} MetricName="a(b"', 'has a parenthesis in "a(b" without a backslash before it'],
    [String.raw`{N} MetricName="a\\)"`, 'has a parenthesis'],
    ['{N} "D)"="a"', 'has a parenthesis in "D)"'],
    ['{N}'.padEnd(1025), 'has more than 1024 characters'],
  ] as const)
    it(`refuses ${query.trim()}: ${reason}`, () => {
      expect(() => search(query, METRICS)).to.throw(reason);
    });

  for (const query of [
    'MetricName="Answers"',
    '{CognitoChallenge,Name} Answers',
    '{CognitoChallenge,Name} MetricName=Answers',
    '{CognitoChallenge,Name} MetricName="Answers" OR MetricName="Asked"',
    '{CognitoChallenge,Name} (MetricName="Answers")',
    '{CognitoChallenge,Name} "Answers"',
  ])
    it(`refuses ${query}, and says what it takes`, () => {
      expect(() => search(query, METRICS)).to.throw(/^the search .* is not modelled here with/);
    });
});
