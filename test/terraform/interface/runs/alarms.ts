import { ALARMS, type AlarmSuffix } from '../../../../modules/alarms/alarms.ts';

/** The ends of all alarms' names but these, as a list of Terraform's. */
export const alarmNames = (without: readonly AlarmSuffix[]) =>
  JSON.stringify((Object.keys(ALARMS) as AlarmSuffix[]).filter(suffix => !without.includes(suffix)));
