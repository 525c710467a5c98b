import { expect } from 'chai';
import type { Verdict } from '../../../local/cloudwatch/missing-data.ts';
import { reasonOf } from '../../../local/cloudwatch/reason.ts';
import type { MetricAlarm } from '../../../local/deployment.ts';
import { ALARM, MINUTE, NOON } from './alarms.ts';

const verdict = (state: Verdict['state'], filled = 0): Verdict => ({ state, evaluated: [], filled });
const at = (minutesAgo: number, value: number) => ({ atMs: NOON - minutesAgo * MINUTE, value });

const { datapointsToAlarm: _, ...plain } = ALARM;
const three: MetricAlarm = { ...ALARM, evaluationPeriods: 3, datapointsToAlarm: 2 };
const less: MetricAlarm = { ...plain, comparisonOperator: 'LessThanThreshold', threshold: 0.5 };

/** Texts as CloudWatch sends them in its notifications. */
describe('The reason of an alarm’s state', () => {
  for (const [alarm, decided, points, reason] of [
    [
      ...[ALARM, verdict('ALARM'), [at(5, 6)]],
      'Threshold Crossed: 1 out of the last 1 datapoints [6.0 (27/11/26 11:55:00)] was greater than or equal to the threshold (5.0) (minimum 1 datapoint for OK -> ALARM transition).',
    ],
    [
      ...[three, verdict('ALARM'), [at(5, 6.25), at(10, 7)]],
      'Threshold Crossed: 2 out of the last 3 datapoints [6.25 (27/11/26 11:55:00), 7.0 (27/11/26 11:50:00)] were greater than or equal to the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).',
    ],
    [
      ...[three, verdict('OK'), [at(5, 1)]],
      'Threshold Crossed: 1 out of the last 3 datapoints [1.0 (27/11/26 11:55:00)] was not greater than or equal to the threshold (5.0) (minimum 2 datapoints for ALARM -> OK transition).',
    ],
    [
      ...[less, verdict('ALARM'), [at(5, 0)]],
      'Threshold Crossed: 1 datapoint [0.0 (27/11/26 11:55:00)] was less than the threshold (0.5).',
    ],
    [
      ...[{ ...plain, treatMissingData: 'breaching' }, verdict('OK', 1), [at(5, 0)]],
      'Threshold Crossed: 1 datapoint [0.0 (27/11/26 11:55:00)] was not greater than or equal to the threshold (5.0) and 1 missing datapoint was treated as [Breaching].',
    ],
    [
      ...[ALARM, verdict('OK', 1), []],
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
    ],
    [
      ...[{ ...three, treatMissingData: 'breaching' }, verdict('ALARM', 3), []],
      'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching].',
    ],
    [
      ...[{ ...plain, treatMissingData: 'missing' }, verdict('OK', 2), [at(5, 0)]],
      'Threshold Crossed: 1 datapoint [0.0 (27/11/26 11:55:00)] was not greater than or equal to the threshold (5.0).',
    ],
    [
      ...[{ ...three, treatMissingData: 'missing' }, verdict('OK', 2), []],
      'Threshold Crossed: fewer datapoints are breaching than the alarm needs.',
    ],
    [ALARM, verdict('INSUFFICIENT_DATA', 1), [], 'Insufficient Data: 1 datapoint was unknown.'],
    [three, verdict('INSUFFICIENT_DATA', 3), [], 'Insufficient Data: 3 datapoints were unknown.'],
  ] as [MetricAlarm, Verdict, ReturnType<typeof at>[], string][])
    it(`is worded: ${reason.slice(0, 60)}…`, () => {
      expect(reasonOf(alarm, decided, points)).to.equal(reason);
    });
});
