/**
 * What state an alarm has by its data points, and how it treats missing ones.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */

import type { TreatMissingData } from '../deployment.ts';

/** Of each period of the evaluation range, oldest first. */
export type DataPoint = 'breaching' | 'within' | 'missing';

export interface Rule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

export interface Verdict {
  /** `same`: the alarm keeps the state that it has. */
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'same';
  /** Which of the range are evaluated, as indexes. */
  readonly evaluated: readonly number[];
  /** How many missing points are filled in. */
  readonly filled: number;
}

/**
 * CloudWatch looks further back than the evaluation periods, so that a point that is missing or late does not decide.
 * The page's example has 5 for 3; that it is always two more is (unverified).
 */
export const evaluationRange = ({ evaluationPeriods }: Rule): number => evaluationPeriods + 2;

export function judge(points: readonly DataPoint[], rule: Rule): Verdict {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData: treated } = rule;
  const evaluated = points
    .flatMap((point, index) => (point === 'missing' ? [] : [index]))
    .slice(-evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter(index => points[index] === 'breaching').length;
  const verdict = (state: Verdict['state']): Verdict => ({ state, evaluated, filled });

  if (filled === 0 || treated === 'notBreaching')
    return verdict(breaching >= datapointsToAlarm ? 'ALARM' : 'OK');
  if (treated === 'breaching') return verdict(breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK');
  if (breaching >= datapointsToAlarm) return verdict('ALARM');
  // One point that is within its threshold, as the page's tables have it.
  if (breaching < evaluated.length) return verdict('OK');
  if (treated === 'ignore') return verdict('same');
  if (evaluated.length === 0) return verdict('INSUFFICIENT_DATA');
  return verdict(isOldEnough(points, datapointsToAlarm) ? 'ALARM' : 'OK');
}

/**
 * "Avoiding premature transitions": all that there is is breaching, and the oldest of it is as old as the data points to
 * alarm. If it is younger, the page says only that there is no alarm yet: OK is (unverified).
 */
const isOldEnough = (points: readonly DataPoint[], datapointsToAlarm: number): boolean =>
  points.length - points.indexOf('breaching') >= datapointsToAlarm;
