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
const METRICS = [wrong, right, rollup, other, { ...right, name: 'Asked' }];

describe('A search', () => {
  for (const [query, found] of [
    ['{CognitoChallenge,Name,Step,Verdict} MetricName="Answers" Name="acme"', [right, wrong]],
    ['{CognitoChallenge, Verdict, Step, Name}, MetricName="Answers" AND Name="acme"', [right, wrong]],
    ['{"CognitoChallenge",Name,Step,Verdict} MetricName="Answers" Name="acme" NOT Verdict="right"', [wrong]],
    ['{CognitoChallenge,Name} MetricName="Answers"', [rollup]],
    ['{CognitoChallenge} MetricName="Answers" Name="acme" Verdict="wrong"', [wrong]],
    ['{CognitoChallenge} Namespace="CognitoChallenge" "Name"="acme-2"', [other]],
    ['{Other,Name} MetricName="Answers"', []],
    ['{CognitoChallenge,Name} MetricName="answers"', []],
  ] as const)
    it(`finds ${found.length} by ${query}`, () => {
      expect(search(query, METRICS)).to.deep.equal(found);
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
