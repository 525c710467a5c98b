import { mock } from 'node:test';
import { expect } from 'chai';
import { prepareAlarm } from '../../../local/cloudwatch/alarm.ts';
import { createCloudwatch } from '../../../local/cloudwatch/cloudwatch.ts';
import { prepareDashboard } from '../../../local/cloudwatch/dashboard.ts';
import type { PreparedMonitoring } from '../../../local/cloudwatch/monitoring.ts';
import type { Notice } from '../../../local/watch/protocol.ts';
import { ALARM, MINUTE, NOON } from './alarms.ts';

const LINE = (count: number) =>
  JSON.stringify({
    _aws: {
      Timestamp: NOON,
      CloudWatchMetrics: [
        { Namespace: 'CognitoChallenge', Dimensions: [['Name']], Metrics: [{ Name: 'CallsFailed' }] },
      ],
    },
    ...{ Name: 'acme', CallsFailed: count },
  });

describe('The local CloudWatch', () => {
  const opened = () => {
    const notices: Pick<Notice, 'kind' | 'text'>[] = [];
    const clock = { now: NOON + 1000 };
    const widget = {
      ...{ type: 'metric', x: 0, y: 0 },
      properties: {
        ...{ region: 'eu-central-1', stat: 'Sum', period: 60 },
        metrics: [['CognitoChallenge', 'CallsFailed', 'Name', 'acme']],
      },
    };
    const body = JSON.stringify({ periodOverride: 'inherit', widgets: [widget] });
    const monitoring: { current: PreparedMonitoring } = {
      current: { alarms: [prepareAlarm(ALARM)], dashboards: [prepareDashboard({ name: 'on-call', body })] },
    };
    const cloudwatch = createCloudwatch({
      now: () => clock.now,
      monitoring: () => monitoring.current,
      notify: notice => notices.push(notice),
    });
    const values = () => {
      const [shown] = cloudwatch.metrics(1).dashboards[0]?.widgets ?? [];
      return shown?.type === 'metric' ? shown.series[0]?.values : undefined;
    };
    return { cloudwatch, notices, clock, values, monitoring };
  };

  it('shows what lines count, and evaluates the alarms when it is asked', () => {
    const { cloudwatch, values } = opened();
    cloudwatch.line('define', LINE(2));
    cloudwatch.line('define', LINE(3));
    cloudwatch.line('define', '{"level":"INFO"}');
    expect(values()).to.deep.equal([null, 5]);
    const { fromMs, untilMs, alarms } = cloudwatch.metrics(1);
    expect([fromMs, untilMs]).to.deep.equal([NOON + 1000 - MINUTE, NOON + 1000]);
    expect(alarms).to.have.length(1);
    expect(alarms[0]).to.include({ name: ALARM.name, description: 'Calls fail.', state: 'ALARM' });
  });

  it('tells of an alarm that goes off and is over, once, and not of one that is OK from the start', () => {
    const { cloudwatch, notices, clock } = opened();
    cloudwatch.metrics(1);
    expect(notices).to.deep.equal([]);
    cloudwatch.line('define', LINE(6));
    const changedAtMs = clock.now;
    cloudwatch.metrics(1);
    clock.now += 10_000;
    expect(cloudwatch.metrics(1).alarms[0]?.changedAtMs).to.equal(changedAtMs);
    clock.now += 16 * MINUTE;
    cloudwatch.metrics(1);
    expect(notices.map(({ kind, text }) => [kind, text.slice(0, 39)])).to.deep.equal([
      ['alarm', 'acme-calls-failed is in the state ALARM'],
      ['alarm', 'acme-calls-failed is in the state OK. T'],
    ]);
  });

  it('evaluates by itself a little after each minute, until it is closed', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { cloudwatch, notices, clock } = opened();
      const tick = (ms: number) => {
        clock.now += ms;
        mock.timers.tick(ms);
      };
      cloudwatch.begin();
      cloudwatch.line('define', LINE(6));
      tick(MINUTE - 1000);
      expect(notices).to.have.length(0);
      tick(500);
      expect(notices).to.have.length(1);
      // Until it is over, and once more.
      while (clock.now < NOON + 17 * MINUTE) tick(MINUTE);
      expect(notices).to.have.length(2);
      cloudwatch.line('define', LINE(6).replace(String(NOON), String(clock.now)));
      tick(MINUTE - 1);
      expect(notices).to.have.length(2);
      tick(1);
      expect(notices).to.have.length(3);
      cloudwatch.close();
      tick(20 * MINUTE);
      expect(notices).to.have.length(3);
    } finally {
      mock.timers.reset();
    }
  });

  it('leaves an alarm its state when it is deployed again, and takes it for a new one when it comes back', () => {
    const { cloudwatch, notices, clock, monitoring } = opened();
    const { current } = monitoring;
    const deploy = (alarms: PreparedMonitoring['alarms']) => {
      clock.now += 1000;
      monitoring.current = { ...current, alarms };
      cloudwatch.deployed();
    };
    cloudwatch.line('define', LINE(6));
    const began = cloudwatch.metrics(1).alarms[0]?.changedAtMs;

    deploy([prepareAlarm({ ...ALARM, threshold: 4 })]);
    expect(cloudwatch.metrics(1).alarms[0]).to.include({ state: 'ALARM', changedAtMs: began });
    expect(notices).to.have.length(1);

    deploy([]);
    deploy(current.alarms);
    expect(cloudwatch.metrics(1).alarms[0]).to.include({ state: 'ALARM', changedAtMs: clock.now });
    expect(notices).to.have.length(2);
  });

  it('tells once that there are too many metrics', () => {
    const { cloudwatch, notices } = opened();
    const metric = (name: string) => ({ namespace: 'N', name, dimensions: {} });
    const sample = (name: string) => ({ metric: metric(name), atMs: NOON, values: [1] });
    cloudwatch.count(Array.from({ length: 5000 }, (_, index) => sample(`m${index}`)));
    expect(notices).to.deep.equal([]);
    cloudwatch.count([sample('one more'), sample('another')]);
    expect(notices.map(({ kind, text }) => [kind, text.split(':')[0]])).to.deep.equal([
      ['metric-dropped', 'There are 5000 metrics'],
    ]);
  });

  it('tells of a hundred mistakes, and after a reset again', () => {
    const { cloudwatch, notices } = opened();
    const wrong = (count: number) => {
      for (let index = 0; index < count; index += 1)
        cloudwatch.line(`function-${index}`, LINE(1).replace('"Name":"acme",', ''));
    };
    wrong(101);
    expect(notices).to.have.length(100);
    cloudwatch.clear();
    wrong(1);
    expect(notices).to.have.length(101);
  });

  it('drops a line that breaks the format, and tells of each mistake once', () => {
    const { cloudwatch, notices, values } = opened();
    for (const line of [LINE(1), LINE(2)]) cloudwatch.line('riddle', line.replace('"Name":"acme",', ''));
    expect(notices).to.deep.equal([
      {
        kind: 'metric-dropped',
        text: 'Metrics of riddle are dropped: the dimension Name is not in the line.',
      },
    ]);
    expect(values()).to.deep.equal([null, null]);
  });

  it('forgets all of it at a reset', () => {
    const { cloudwatch, values } = opened();
    cloudwatch.line('define', LINE(6));
    cloudwatch.metrics(1);
    cloudwatch.clear();
    expect(values()).to.deep.equal([null, null]);
    expect(cloudwatch.metrics(1).alarms[0]).to.include({ state: 'OK', changedAtMs: NOON + 1000 });
  });
});
