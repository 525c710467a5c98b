import { expect } from 'chai';
import { metricsIn } from '../../../local/cloudwatch/emf.ts';

const DIRECTIVE = {
  Namespace: 'CognitoChallenge',
  Dimensions: [['Name'], ['Name', 'Step']],
  Metrics: [{ Name: 'Answers', Unit: 'Count' }],
};
const METADATA = { Timestamp: 1000, CloudWatchMetrics: [DIRECTIVE] };
const LINE = { _aws: METADATA, level: 'FATAL', Name: 'acme', Step: 'code', Answers: 1, trace: 'x' };

const extract = (line: object) => metricsIn(JSON.stringify(line));
const withDirective = (change: object) => ({
  ...LINE,
  _aws: { ...METADATA, CloudWatchMetrics: [{ ...DIRECTIVE, ...change }] },
});
const withMetric = (metric: unknown, value: unknown = 1) => ({
  ...withDirective({ Metrics: [metric] }),
  Answers: value,
});
const samplesOf = (line: object) => {
  const extracted = extract(line);
  if (!extracted || 'invalid' in extracted) return expect.fail(JSON.stringify(extracted));
  return extracted.samples;
};
const named = (name: string) => ({ ...withDirective({ Dimensions: [[name]] }), [name]: 'acme' });
const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`);

describe('The embedded metric format', () => {
  it('gives a sample for each metric and set of dimensions, and no other property', () => {
    expect(samplesOf(LINE)).to.deep.equal([
      {
        metric: { namespace: 'CognitoChallenge', name: 'Answers', dimensions: { Name: 'acme' } },
        ...{ atMs: 1000, values: [1], unit: 'Count' },
      },
      {
        metric: {
          namespace: 'CognitoChallenge',
          name: 'Answers',
          dimensions: { Name: 'acme', Step: 'code' },
        },
        ...{ atMs: 1000, values: [1], unit: 'Count' },
      },
    ]);
  });

  it('takes several directives, arrays of values, an empty set, and the unit None', () => {
    const other = {
      Namespace: 'Mine',
      Dimensions: [[]],
      Metrics: [{ Name: 'Answers', StorageResolution: 1 }],
    };
    const line = { ...LINE, _aws: { ...METADATA, CloudWatchMetrics: [DIRECTIVE, other] }, Answers: [3, 4] };
    const samples = samplesOf(line);
    expect(samples.map(({ metric }) => metric.namespace)).to.deep.equal([
      ...['CognitoChallenge', 'CognitoChallenge', 'Mine'],
    ]);
    expect(samples[2]).to.deep.include({ values: [3, 4], unit: 'None' });
    expect(samples[2]?.metric.dimensions).to.deep.equal({});
  });

  for (const line of ['START', '{"level":"INFO","message":{"_aws":{}}}', '"_aws"', '{"_aws":'])
    it(`leaves ${line} alone`, () => {
      expect(metricsIn(line)).to.equal(undefined);
    });

  for (const [what, line, rule] of [
    ['metadata that are no object', { ...LINE, _aws: 1 }, '_aws is not an object'],
    ['no time', { ...LINE, _aws: { CloudWatchMetrics: [DIRECTIVE] } }, '_aws.Timestamp is not'],
    ['no directives', { ...LINE, _aws: { Timestamp: 1 } }, '_aws.CloudWatchMetrics is not'],
    ['no namespace', withDirective({ Namespace: '' }), 'Namespace is not'],
    ['a namespace of AWS', withDirective({ Namespace: 'AWS/Lambda' }), 'begins with AWS/'],
    ['no set of dimensions', withDirective({ Dimensions: [] }), 'Dimensions is not'],
    ['31 dimensions', { ...withDirective({ Dimensions: [keys(31)] }) }, 'more than 30 keys'],
    [
      '101 metrics',
      withDirective({ Metrics: keys(101).map(Name => ({ Name })) }),
      'more than 100 definitions',
    ],
    ['a dimension that is missing', { ...LINE, Step: undefined }, 'the dimension Step is not in the line'],
    ['a dimension that is a number', { ...LINE, Step: 1 }, 'the dimension Step has not a text'],
    [
      'a dimension that is too long',
      { ...LINE, Step: 'x'.repeat(1025) },
      'the dimension Step has not a text',
    ],
    ['a dimension that begins with a colon', named(':Step'), 'begins with a colon'],
    ['a dimension with a blank name', named('  '), 'is blank'],
    ['a dimension whose name is not ASCII', named('Straße'), 'other characters than printable ASCII'],
    [
      'a dimension whose name has a control character',
      named('a\tb'),
      'other characters than printable ASCII',
    ],
    ['a dimension with a blank value', { ...LINE, Step: '  ' }, 'the dimension Step has the value "  "'],
    ['a dimension whose value is not ASCII', { ...LINE, Step: 'Codé' }, 'than printable ASCII'],
    ['a dimension whose value has a line break', { ...LINE, Step: 'code\n' }, 'than printable ASCII'],
    ['a metric that is missing', { ...LINE, Answers: undefined }, 'the metric Answers is not in the line'],
    ['a metric that is nested', { ...LINE, Answers: { Answers: 1 } }, 'is neither a number nor an array'],
    ['a metric that is a text', { ...LINE, Answers: '1' }, 'is neither a number nor an array'],
    ['101 values', { ...LINE, Answers: keys(101).map(() => 1) }, 'more than 100 values'],
    ['a unit that nobody knows', withMetric({ Name: 'Answers', Unit: 'count' }), 'the unit "count"'],
    ['another resolution', withMetric({ Name: 'Answers', StorageResolution: 30 }), 'StorageResolution'],
    ['a metric without a name', withMetric({ Unit: 'Count' }), 'the Name of a metric'],
    ['more than a megabyte', { ...LINE, pad: 'x'.repeat(1024 * 1024) }, 'longer than 1 MB'],
  ] as const)
    it(`drops a line with ${what}, all of it`, () => {
      expect(extract(line)).to.have.property('invalid').that.includes(rule);
    });

  it('takes blanks and a colon within dimensions', () => {
    const line = { ...named('a : b'), 'a : b': ' :x' };
    expect(samplesOf(line)[0]?.metric.dimensions).to.deep.equal({ 'a : b': ' :x' });
  });

  it('takes as much as it says', () => {
    const dimensions = Object.fromEntries(keys(30).map(key => [key, 'x'.repeat(1024)]));
    const line = {
      ...withDirective({ Dimensions: [keys(30)] }),
      ...dimensions,
      Answers: keys(100).map(() => 2),
    };
    expect(samplesOf(line)[0]?.values).to.have.length(100);
  });
});
