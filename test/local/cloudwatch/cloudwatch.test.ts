import { mock } from 'node:test';
import { expect } from 'chai';
import { prepareAlarm } from '../../../local/cloudwatch/alarm.ts';
import { createCloudwatch } from '../../../local/cloudwatch/cloudwatch.ts';
import { prepareDashboard } from '../../../local/cloudwatch/dashboard.ts';
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
      properties: { metrics: [['CognitoChallenge', 'CallsFailed', 'Name', 'acme']], stat: 'Sum', period: 60 },
    };
    const monitoring = {
      alarms: [prepareAlarm(ALARM)],
      dashboards: [prepareDashboard({ name: 'on-call', body: JSON.stringify({ widgets: [widget] }) })],
    };
    const cloudwatch = createCloudwatch({
      now: () => clock.now,
      monitoring: () => monitoring,
      notify: notice => notices.push(notice),
    });
    const values = () => {
      const [shown] = cloudwatch.metrics(1).dashboards[0]?.widgets ?? [];
      return shown?.type === 'metric' ? shown.series[0]?.values : undefined;
    };
    return { cloudwatch, notices, clock, values };
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
      cloudwatch.begin();
      cloudwatch.line('define', LINE(6));
      mock.timers.tick(MINUTE - 1000);
      expect(notices).to.have.length(0);
      mock.timers.tick(500);
      expect(notices).to.have.length(1);
      clock.now += 20 * MINUTE;
      cloudwatch.close();
      mock.timers.tick(2 * MINUTE);
      expect(notices).to.have.length(1);
    } finally {
      mock.timers.reset();
    }
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
