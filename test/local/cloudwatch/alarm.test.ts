import { expect } from 'chai';
import { type AlarmState, INITIAL, prepareAlarm } from '../../../local/cloudwatch/alarm.ts';
import type { MetricAlarm } from '../../../local/deployment.ts';
import { ALARM, failed, MINUTE, NOON, started, storeAtNoon } from './alarms.ts';

const OK: AlarmState = { state: 'OK', reason: 'before' };

describe('An alarm', () => {
  const evaluate = (change: Partial<MetricAlarm>, { store }: ReturnType<typeof storeAtNoon>, atMs = NOON) =>
    prepareAlarm({ ...ALARM, ...change }).evaluate(store, atMs, OK);

  for (const [comparisonOperator, ...states] of [
    ['GreaterThanOrEqualToThreshold', 'OK', 'ALARM', 'ALARM'],
    ['GreaterThanThreshold', 'OK', 'OK', 'ALARM'],
    ['LessThanOrEqualToThreshold', 'ALARM', 'ALARM', 'OK'],
    ['LessThanThreshold', 'ALARM', 'OK', 'OK'],
  ] as const)
    for (const [index, value] of [4, 5, 6].entries())
      it(`is ${states[index]} where ${value} is compared by ${comparisonOperator} 5`, () => {
        const data = storeAtNoon();
        data.add(failed, 1, value);
        expect(evaluate({ comparisonOperator }, data).state).to.equal(states[index]);
      });

  it('adds up its period, which slides by minutes', () => {
    const data = storeAtNoon();
    data.add(failed, 6, 2);
    data.add(failed, 3, 4);
    expect(evaluate({}, data).state).to.equal('OK');
    expect(evaluate({}, data, NOON - MINUTE).state).to.equal('ALARM');
  });

  it('sees the minute that runs once it has data', () => {
    const data = storeAtNoon();
    data.add(failed, 1, 1);
    data.add(failed, -0.5, 4);
    expect(evaluate({}, data, NOON + 50_000).state).to.equal('ALARM');
    expect(evaluate({}, data, NOON).state, 'the same minute').to.equal('ALARM');
    expect(evaluate({}, data, NOON - 1).state, 'the minute before').to.equal('OK');
  });

  it('watches an expression of several metrics', () => {
    const queries: MetricAlarm['queries'] = [
      { id: 'started', isReturned: false, metric: started, statistic: 'Sum' },
      { id: 'failed', isReturned: false, metric: failed, statistic: 'Sum' },
      { id: 'result', isReturned: true, expression: 'IF(started >= 4, failed / started * 100, 0)' },
    ];
    const data = storeAtNoon();
    data.add(failed, 2, 3);
    data.add(started, 2, 1, 1, 1);
    const change = { queries, threshold: 75 };
    expect(evaluate(change, data).state, 'three are too few').to.equal('OK');
    data.add(started, 1, 1);
    expect(evaluate(change, data)).to.deep.equal({
      state: 'ALARM',
      reason:
        'Threshold Crossed: 1 out of the last 1 datapoints [75.0 (27/11/26 11:55:00)] was greater than or equal to the threshold (75.0) (minimum 1 datapoint for OK -> ALARM transition).',
    });
  });

  it('keeps its state and its reason where missing data are ignored', () => {
    expect(evaluate({ treatMissingData: 'ignore' }, storeAtNoon())).to.equal(OK);
  });

  it('goes off after as many data points as it says, of as many', () => {
    const data = storeAtNoon();
    const change = { evaluationPeriods: 3, datapointsToAlarm: 2, periodSeconds: 60 };
    data.add(failed, 3, 9);
    data.add(failed, 2, 1);
    expect(evaluate(change, data).state).to.equal('OK');
    data.add(failed, 1, 9);
    expect(evaluate(change, data).state).to.equal('ALARM');
  });

  it('has no data for a band, and says why', () => {
    const { threshold: _, ...others } = ALARM;
    const band = prepareAlarm({
      ...others,
      comparisonOperator: 'GreaterThanUpperThreshold',
      thresholdMetricId: 'band',
      queries: [
        { id: 'm1', isReturned: true, metric: failed, statistic: 'Sum' },
        { id: 'band', isReturned: true, expression: 'ANOMALY_DETECTION_BAND(m1, 3)' },
      ],
    });
    const { state, reason } = band.evaluate(storeAtNoon().store, NOON, INITIAL);
    expect(state).to.equal('INSUFFICIENT_DATA');
    expect(reason).to.include('ANOMALY_DETECTION_BAND is what CloudWatch learns');
  });

  for (const [what, change, reason] of [
    ['a function that is not modelled', 'RATE(failed)', 'the function RATE is not modelled here'],
    ['a search', "SUM(SEARCH('{N}', 'Sum'))", 'SEARCH is not allowed in an alarm'],
    ['itself', 'result + 1', 'the expression result refers to itself'],
    ['several time series', '[failed, failed]', 'its expression result gives 2 time series'],
    ['no time series', '[]', 'its expression result gives 0 time series'],
    ['a number', '1 + 1', 'the result is a number'],
    ['what is not there', 'started', 'nothing has the id started'],
  ] as const)
    it(`refuses ${what} before there are data, by its name`, () => {
      const queries = [
        { id: 'failed', isReturned: false, metric: failed, statistic: 'Sum' },
        { id: 'result', isReturned: true, expression: change },
      ];
      expect(() => prepareAlarm({ ...ALARM, queries })).to.throw(`The alarm acme-calls-failed: ${reason}`);
    });

  describe('has limits, and', () => {
    const metrics = (count: number): MetricAlarm['queries'] =>
      Array.from({ length: count }, (_, index) => ({
        ...{ id: `m${index}`, isReturned: index === 0, metric: failed, statistic: 'Sum' },
      }));
    const expressions = (count: number, expression = 'm0 + 1') =>
      Array.from({ length: count }, (_, index) => ({ id: `e${index}`, isReturned: false, expression }));
    const queries = (...list: MetricAlarm['queries'][]) => ({ queries: list.flat() });
    const minutely = { periodSeconds: 60, evaluationPeriods: 1440, datapointsToAlarm: 1 };
    const hourly = { periodSeconds: 3600, evaluationPeriods: 168, datapointsToAlarm: 1 };
    const band = {
      ...{ comparisonOperator: 'GreaterThanUpperThreshold', thresholdMetricId: 'band' },
      ...queries(metrics(1), [{ id: 'band', isReturned: true, expression: 'ANOMALY_DETECTION_BAND(m0, 3)' }]),
    };
    const prepare = (change: Partial<MetricAlarm>) => prepareAlarm({ ...ALARM, ...change });

    // A band looks at no data here, whatever time it takes.
    for (const [what, change] of [
      ['10 metrics and 10 expressions', queries(metrics(10), expressions(10))],
      ['an expression of 2048 characters', queries(metrics(1), expressions(1, `m0 +${' '.repeat(2043)}1`))],
      ['a day of minutes', { ...band, ...minutely }],
      ['a week of hours', { ...band, ...hourly }],
      ['all of what is kept', { periodSeconds: 3600, evaluationPeriods: 2 }],
    ] as const)
      it(`takes ${what}`, () => {
        expect(() => prepare(change)).not.to.throw();
      });

    for (const [what, change, reason] of [
      ['11 metrics', queries(metrics(11)), 'it has more than 10 metrics'],
      ['11 expressions', queries(metrics(1), expressions(11)), 'it has more than 10 expressions'],
      [
        'an expression of 2049 characters',
        queries(metrics(1), expressions(1, `m0 +${' '.repeat(2044)}1`)),
        'the expression e0 has more than 2048 characters',
      ],
      ['an id for two', queries(metrics(1), metrics(1)), 'several metrics or expressions have the id m0'],
      [
        'an expression that is not watched, and gives several time series',
        queries(metrics(2), expressions(1, 'METRICS()')),
        'its expression e0 gives 2 time series',
      ],
      ['a minute more than a day', { ...band, ...minutely, evaluationPeriods: 1441 }, 'more than the 86400'],
      ['an hour more than a week', { ...band, ...hourly, evaluationPeriods: 169 }, 'more than the 604800'],
      [
        'more than is kept',
        { periodSeconds: 3600, evaluationPeriods: 3 },
        'it looks back over 18000 seconds',
      ],
      ['six hours', { periodSeconds: 6 * 3600 }, 'metrics are kept here for 14400'],
    ] as const)
      it(`refuses ${what}`, () => {
        expect(() => prepare(change))
          .to.throw(`The alarm acme-calls-failed: `)
          .and.have.property('message')
          .that.includes(reason);
      });
  });

  it('sees what came as long ago as it looks back', () => {
    const data = storeAtNoon();
    data.add(failed, 240, 9);
    const hours = { periodSeconds: 3600, evaluationPeriods: 2, datapointsToAlarm: 1 };
    expect(evaluate(hours, data).state).to.equal('ALARM');
  });

  it('refuses a comparison with a band that it does not have', () => {
    const comparisonOperator = 'GreaterThanUpperThreshold';
    expect(() => prepareAlarm({ ...ALARM, comparisonOperator })).to.throw(
      'compares with an ANOMALY_DETECTION_BAND',
    );
  });
});
