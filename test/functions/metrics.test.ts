import { expect } from 'chai';
import { countMetric } from '../../functions/metrics.ts';
import { LOG_LEVELS } from '../../local/deployment.ts';
import { isLogged } from '../../local/lambda/log-level.ts';
import { setEnvironment, useEnvironment } from '../support/environment.ts';
import { recordOutput } from '../support/recorded-output.ts';

describe('countMetric', () => {
  const output = recordOutput();
  useEnvironment(() => ({ AWS_LAMBDA_LOG_LEVEL: undefined }));

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
      level: 'FATAL',
      timestamp: '2025-11-21T18:33:20.123Z',
      Provider: 'turnstile',
      HumanCheckFailedOpen: 1,
    });
  });

  for (const level of LOG_LEVELS) {
    it(`comes through where a function logs ${level} and above, as that`, () => {
      setEnvironment({ AWS_LAMBDA_LOG_LEVEL: level });
      countMetric('Refused', {}, 1763750000123);
      expect(JSON.parse(output.text())).to.include({ level });
      expect(isLogged(output.text(), level)).to.equal(true);
      setEnvironment({ AWS_LAMBDA_LOG_LEVEL: undefined });
      countMetric('Refused', {}, 1763750000123);
      expect(isLogged(output.text().trim().split('\n').at(-1) ?? '', level), 'untold').to.equal(true);
    });
  }

  it('takes no dimensions as well', () => {
    countMetric('Refused', {}, 1);
    expect(JSON.parse(output.text())._aws.CloudWatchMetrics[0].Dimensions).to.deep.equal([[]]);
  });
});
