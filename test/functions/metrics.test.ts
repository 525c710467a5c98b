import { expect } from 'chai';
import { METRICS } from '../../functions/metric-definitions.ts';
import { countMetric, putMetrics } from '../../functions/metrics.ts';
import { LOG_LEVELS } from '../../local/deployment.ts';
import { isLogged } from '../../local/lambda/log-level.ts';
import { setEnvironment, useEnvironment } from '../support/environment.ts';
import { metricLines } from '../support/metric-lines.ts';
import { recordOutput } from '../support/recorded-output.ts';

const NOW = 1763750000123;
const CLIENT = { UserPoolClient: '1example23456789abcdefghij' };

describe('metrics', () => {
  const output = recordOutput();
  const lines = () => metricLines(output.text());
  useEnvironment(() => ({
    AWS_LAMBDA_LOG_LEVEL: undefined,
    AWS_LAMBDA_FUNCTION_NAME: 'acme-verify-auth-challenge-response',
    MODULE_NAME: 'acme',
  }));

  describe('countMetric', () => {
    it('writes one raw line in embedded metric format, where CloudWatch looks for it, with two rollups', () => {
      countMetric('HumanCheckFailedOpen', { Provider: 'turnstile' }, NOW, { rounds: 2 });
      expect(output.text().endsWith('\n')).to.equal(true);
      expect(output.text().trim().split('\n')).to.have.length(1);
      expect(JSON.parse(output.text())).to.deep.equal({
        _aws: {
          Timestamp: NOW,
          CloudWatchMetrics: [
            {
              Namespace: 'CognitoChallenge',
              Dimensions: [['Name'], ['Name', 'Provider']],
              Metrics: [{ Name: 'HumanCheckFailedOpen', Unit: 'Count' }],
            },
          ],
        },
        level: 'FATAL',
        timestamp: '2025-11-21T18:33:20.123Z',
        rounds: 2,
        Name: 'acme',
        Provider: 'turnstile',
        HumanCheckFailedOpen: 1,
      });
    });

    it('begins with what the local server and CloudWatch know a metric by', () => {
      countMetric('SignInsStarted', CLIENT, NOW);
      expect(output.text()).to.match(/^\{"_aws":/);
    });

    for (const level of LOG_LEVELS) {
      it(`comes through where a function logs ${level} and above, as that`, () => {
        setEnvironment({ AWS_LAMBDA_LOG_LEVEL: level });
        countMetric('SignInsStarted', CLIENT, NOW);
        expect(JSON.parse(output.text())).to.include({ level });
        expect(isLogged(output.text(), level)).to.equal(true);
        setEnvironment({ AWS_LAMBDA_LOG_LEVEL: undefined });
        countMetric('SignInsStarted', CLIENT, NOW);
        expect(isLogged(output.text().trim().split('\n').at(-1) ?? '', level), 'untold').to.equal(true);
      });
    }

    it('counts by the function where nobody set MODULE_NAME, and has a name in any case', () => {
      setEnvironment({ MODULE_NAME: undefined });
      countMetric('SignInsStarted', CLIENT, NOW);
      setEnvironment({ AWS_LAMBDA_FUNCTION_NAME: undefined });
      countMetric('SignInsStarted', CLIENT, NOW);
      expect(lines().map(({ Name }) => Name)).to.deep.equal([
        'acme-verify-auth-challenge-response',
        'unnamed',
      ]);
    });

    it('lets no property stand for a dimension, nor for a count', () => {
      countMetric('Faults', { FunctionName: 'acme-verify' }, NOW, {
        Name: 'another',
        FunctionName: 'a user',
        Faults: 99,
      });
      expect(lines()[0]).to.include({ Name: 'acme', FunctionName: 'acme-verify', Faults: 1 });
    });

    it('never makes a call fail: not where standard output is closed', () => {
      const { write } = process.stdout;
      process.stdout.write = () => {
        throw new Error('EPIPE');
      };
      try {
        expect(() => countMetric('SignInsStarted', CLIENT, NOW)).to.not.throw();
      } finally {
        process.stdout.write = write;
      }
    });
  });

  describe('putMetrics', () => {
    it('takes several metrics with the same dimensions, each with its value and its unit', () => {
      putMetrics({ Duration: 12.5, ColdStarts: 1 }, { FunctionName: 'acme-define' }, NOW);
      expect(lines()[0]).to.include({ Duration: 12.5, ColdStarts: 1 });
      expect(lines()[0]?._aws.CloudWatchMetrics[0]?.Metrics).to.deep.equal([
        { Name: 'Duration', Unit: 'Milliseconds' },
        { Name: 'ColdStarts', Unit: 'Count' },
      ]);
    });

    it('says the unit that the table has', () => {
      for (const name of Object.keys(METRICS)) putMetrics({ [name]: 1 }, {} as never, NOW);
      const units = lines().flatMap(line => line._aws.CloudWatchMetrics[0]?.Metrics ?? []);
      expect(units).to.deep.equal(Object.entries(METRICS).map(([Name, { unit }]) => ({ Name, Unit: unit })));
    });
  });
});
