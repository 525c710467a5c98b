import { expect } from 'chai';
import { readMonitoring } from '../../../local/deployment/monitoring.ts';
import { evaluated } from './evaluated.ts';

const METRIC = {
  ...{
    alarm_name: 'calls',
    comparison_operator: 'GreaterThanThreshold',
    evaluation_periods: 2,
    threshold: 5,
  },
  ...{ namespace: 'N', metric_name: 'M', dimensions: { Name: 'acme' }, statistic: 'Sum', period: 300 },
};
const { namespace: _n, metric_name: _m, dimensions: _d, statistic: _s, period: _p, ...OTHERS } = METRIC;
const m1 = { id: 'm1', metric: { namespace: 'N', metric_name: 'M', stat: 'p99', period: 60 } };
const QUERIES = [m1, { id: 'result', expression: 'm1 * 2', label: 'twice', return_data: true }];

const alarm = (values: object) =>
  readMonitoring(evaluated({ aws_cloudwatch_metric_alarm: { a: values } })).alarms[0];

describe('Alarms and dashboards of a deployment', () => {
  it('are an alarm of one metric, with the provider’s defaults', () => {
    expect(alarm(METRIC)).to.deep.equal({
      ...{ name: 'calls', description: '' },
      ...{ comparisonOperator: 'GreaterThanThreshold', threshold: 5, evaluationPeriods: 2 },
      ...{ treatMissingData: 'missing', periodSeconds: 300 },
      queries: [
        {
          isReturned: true,
          metric: { namespace: 'N', name: 'M', dimensions: { Name: 'acme' } },
          statistic: 'Sum',
        },
      ],
    });
  });

  it('are an alarm of queries, of which one is returned', () => {
    const given = { ...OTHERS, datapoints_to_alarm: 1, treat_missing_data: 'ignore', metric_query: QUERIES };
    expect(alarm(given)).to.deep.include({
      ...{ datapointsToAlarm: 1, treatMissingData: 'ignore', periodSeconds: 60 },
      queries: [
        {
          id: 'm1',
          isReturned: false,
          metric: { namespace: 'N', name: 'M', dimensions: {} },
          statistic: 'p99',
        },
        { id: 'result', label: 'twice', isReturned: true, expression: 'm1 * 2' },
      ],
    });
  });

  it('are a dashboard’s name and body', () => {
    const resource = { dashboard_name: 'on-call', dashboard_body: '{"widgets":[]}' };
    expect(readMonitoring(evaluated({ aws_cloudwatch_dashboard: { d: resource } })).dashboards).to.deep.equal(
      [{ name: 'on-call', body: '{"widgets":[]}' }],
    );
  });

  it('take each multiple of a minute as a period', () => {
    for (const period of [60, 180, 3600])
      expect(alarm({ ...METRIC, period })?.periodSeconds).to.equal(period);
  });

  const { threshold: _t, ...noThreshold } = METRIC;
  const { period: _, ...noPeriod } = METRIC;
  const { period: _q, ...unperiodical } = m1.metric;
  const withoutPeriod = [{ id: 'm0', metric: unperiodical }, ...QUERIES];
  const third = { id: 'm3', metric: { ...m1.metric, period: 300 } };
  for (const [what, values, reason] of [
    ['an argument', { ...METRIC, evaluate_low_sample_count_percentiles: 'ignore' }, 'is not modelled'],
    ['a comparison', { ...METRIC, comparison_operator: 'Greater' }, 'comparison_operator takes'],
    ['a treatment', { ...METRIC, treat_missing_data: 'none' }, 'treat_missing_data takes missing'],
    ['no threshold', noThreshold, 'takes one of threshold and threshold_metric_id'],
    ['too many data points', { ...METRIC, datapoints_to_alarm: 3 }, 'is more than its evaluation_periods'],
    ['half a minute', { ...METRIC, period: 30 }, 'has a period of 30 seconds'],
    ['a minute and a half', { ...METRIC, period: 90 }, 'has a period of 90 seconds'],
    ['no time at all', { ...METRIC, period: 0 }, 'has a period of 0 seconds'],
    ['no period', noPeriod, 'has a metric without a period'],
    ['a query without a period', { ...OTHERS, metric_query: withoutPeriod }, 'a metric without a period'],
    ['no evaluation', { ...METRIC, evaluation_periods: 0 }, 'evaluation_periods takes a whole number from 1'],
    ['no data point', { ...METRIC, datapoints_to_alarm: 0 }, 'datapoints_to_alarm takes a whole number'],
    ['two periods', { ...OTHERS, metric_query: [...QUERIES, third] }, 'needs one period'],
    ['nothing returned', { ...OTHERS, metric_query: [m1] }, 'takes return_data for one'],
    ['an account', { ...OTHERS, metric_query: [{ ...m1, account_id: '1' }] }, 'metric_query has account_id'],
  ] as const)
    it(`refuse ${what}, with the address`, () => {
      expect(() => alarm(values))
        .to.throw('aws_cloudwatch_metric_alarm.a')
        .and.have.property('message')
        .that.includes(reason);
    });
});
