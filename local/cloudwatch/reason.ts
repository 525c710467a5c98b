/** Why an alarm has its state, in CloudWatch's words, which its notifications have too. */

import type { MetricAlarm } from '../deployment.ts';
import type { Verdict } from './missing-data.ts';

export interface TimedValue {
  readonly atMs: number;
  readonly value: number;
}

/** The alarm has not been evaluated yet. */
export const UNCHECKED = 'Unchecked: Initial alarm creation';

const WORDS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanOrEqualToThreshold: 'less than or equal to',
  LessThanThreshold: 'less than',
};

/** @param decisive the real data points that decided, newest first: the breaching ones of an alarm, otherwise the others */
export function reasonOf(
  alarm: MetricAlarm,
  { state, filled }: Verdict,
  decisive: readonly TimedValue[],
): string {
  const { evaluationPeriods, datapointsToAlarm } = alarm;
  if (state === 'INSUFFICIENT_DATA')
    return `Insufficient Data: ${count(filled, 'datapoint')} ${was(filled)} unknown.`;
  const treated = treatedAs(alarm, filled);
  if (decisive.length === 0) {
    const received =
      filled === evaluationPeriods ? `no datapoints were received for ${count(filled, 'period')} and ` : '';
    return `Threshold Crossed: ${received}${treated ?? 'fewer datapoints are breaching than the alarm needs'}.`;
  }
  const isAlarm = state === 'ALARM';
  const points =
    datapointsToAlarm === undefined
      ? count(decisive.length, 'datapoint')
      : `${decisive.length} out of the last ${evaluationPeriods} datapoints`;
  const values = decisive.map(({ atMs, value }) => `${double(value)} (${date(atMs)})`).join(', ');
  const relation = `${was(decisive.length)}${isAlarm ? '' : ' not'} ${WORDS[alarm.comparisonOperator] ?? ''}`;
  const least = datapointsToAlarm === undefined ? '' : ` (${minimum(alarm, datapointsToAlarm, isAlarm)})`;
  const also = treated ? ` and ${treated}` : '';
  return `Threshold Crossed: ${points} [${values}] ${relation} the threshold (${double(alarm.threshold ?? 0)})${also}${least}.`;
}

function minimum({ evaluationPeriods }: MetricAlarm, datapointsToAlarm: number, isAlarm: boolean): string {
  return isAlarm
    ? `minimum ${count(datapointsToAlarm, 'datapoint')} for OK -> ALARM transition`
    : `minimum ${count(evaluationPeriods - datapointsToAlarm + 1, 'datapoint')} for ALARM -> OK transition`;
}

/** Missing data that is taken for something, as CloudWatch words it. */
const TREATED: Readonly<Record<string, string>> = { breaching: 'Breaching', notBreaching: 'NonBreaching' };

function treatedAs({ treatMissingData }: MetricAlarm, filled: number): string | undefined {
  const as = TREATED[treatMissingData];
  if (as === undefined || filled === 0) return undefined;
  return `${count(filled, 'missing datapoint')} ${was(filled)} treated as [${as}]`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
const was = (number: number): string => (number === 1 ? 'was' : 'were');

/** As Java prints a double below ten million: a whole number has a decimal place. */
const double = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `27/11/26 16:40:00`, in UTC. */
function date(atMs: number): string {
  const [, year, month, day, time] =
    /^\d\d(\d\d)-(\d\d)-(\d\d)T(.{8})/.exec(new Date(atMs).toISOString()) ?? [];
  return `${day}/${month}/${year} ${time}`;
}
