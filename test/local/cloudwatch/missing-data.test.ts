import { expect } from 'chai';
import { type DataPoint, evaluationRange, judge } from '../../../local/cloudwatch/missing-data.ts';
import type { TreatMissingData } from '../../../local/deployment.ts';

const POINTS: Readonly<Record<string, DataPoint>> = { 0: 'within', X: 'breaching', '-': 'missing' };
const TREATMENTS: readonly TreatMissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

type Row = readonly [points: string, filled: number, ...states: readonly [string, string, string, string]];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
const TABLES: readonly { readonly toAlarm: number; readonly rows: readonly Row[] }[] = [
  {
    toAlarm: 3,
    rows: [
      ['0 - X - X', 0, 'OK', 'OK', 'OK', 'OK'],
      ['0 - - - -', 2, 'OK', 'OK', 'OK', 'OK'],
      ['- - - - -', 3, 'INSUFFICIENT_DATA', 'same', 'ALARM', 'OK'],
      ['0 X X - X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['- - X - -', 2, 'ALARM', 'same', 'ALARM', 'OK'],
    ],
  },
  {
    toAlarm: 2,
    rows: [
      ['0 - X - X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 0 X 0 X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 - X - -', 1, 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - - 0', 2, 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - X -', 2, 'ALARM', 'same', 'ALARM', 'OK'],
    ],
  },
];

describe('An alarm whose data are missing', () => {
  const rule = { evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'missing' } as const;

  for (const { toAlarm, rows } of TABLES)
    for (const [points, filled, ...states] of rows)
      for (const [index, treatMissingData] of TREATMENTS.entries())
        it(`is ${states[index]} with ${points}, ${toAlarm} of 3, ${treatMissingData}`, () => {
          const read = points.split(' ').map(each => POINTS[each] ?? 'missing');
          const verdict = judge(read, { ...rule, datapointsToAlarm: toAlarm, treatMissingData });
          expect(verdict.state).to.equal(states[index]);
          expect(verdict.filled).to.equal(filled);
        });

  it('does not go off on a breaching point that is younger than the data points to alarm', () => {
    for (const points of ['- - - - X', '- - - X -'])
      expect(
        judge(
          points.split(' ').map(each => POINTS[each] ?? 'missing'),
          rule,
        ).state,
      ).to.equal('OK');
  });

  it('looks at the page’s five points for three', () => {
    expect(evaluationRange(rule)).to.equal(5);
  });
});
