import type { Monitoring } from '../deployment.ts';
import { type PreparedAlarm, prepareAlarm } from './alarm.ts';
import { type PreparedDashboard, prepareDashboard } from './dashboard.ts';

/** Alarms and dashboards of a deployment, read and ready. */
export interface PreparedMonitoring {
  readonly alarms: readonly PreparedAlarm[];
  readonly dashboards: readonly PreparedDashboard[];
}

/** @throws ConfigurationError for what is not modelled, by its name */
export const prepareMonitoring = (
  { alarms, dashboards }: Monitoring = { alarms: [], dashboards: [] },
): PreparedMonitoring => ({
  alarms: alarms.map(prepareAlarm),
  dashboards: dashboards.map(prepareDashboard),
});
