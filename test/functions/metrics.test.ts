import { expect } from 'chai';
import { countMetric } from '../../functions/metrics.ts';
import { recordOutput } from '../support/recorded-output.ts';

describe('countMetric', () => {
  const output = recordOutput();

  it('writes one raw line in embedded metric format, where CloudWatch looks for it', () => {
    countMetric('HumanCheckFailedOpen', { Provider: 'turnstile' }, 1763750000123);
    expect(output.text().endsWith('\n')).to.equal(true);
    expect(output.text().trim().split('\n')).to.have.length(1);
    expect(JSON.parse(output.text())).to.deep.equal({
      _aws: {
        Timestamp: 1763750000123,
        CloudWatchMetrics: [
          {
            Namespace: 'CognitoChallenge',
            Dimensions: [['Provider']],
            Metrics: [{ Name: 'HumanCheckFailedOpen', Unit: 'Count' }],
          },
        ],
      },
      Provider: 'turnstile',
      HumanCheckFailedOpen: 1,
    });
  });

  it('takes no dimensions as well', () => {
    countMetric('Refused', {}, 1);
    expect(JSON.parse(output.text())._aws.CloudWatchMetrics[0].Dimensions).to.deep.equal([[]]);
  });
});
