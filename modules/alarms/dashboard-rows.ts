import { attacks } from './dashboard/attacks.ts';
import { awsWorks } from './dashboard/aws.ts';
import { messagesArrive } from './dashboard/messages.ts';
import { peopleSignIn, whereTheyFail } from './dashboard/sign-ins.ts';
import { expression } from './expression.ts';
import type { Row } from './widgets.ts';

const alarmStates: Row = {
  height: 3,
  when: 'length(local.alarm_arns) > 0',
  widgets: [
    {
      value: {
        width: 24,
        type: 'alarm',
        properties: {
          title: 'Alarms: open one to read what it means',
          alarms: expression('values(local.alarm_arns)'),
        },
      },
    },
  ],
};

/** The on-call's first five questions, top to bottom. */
export const dashboardRows: readonly Row[] = [
  alarmStates,
  ...peopleSignIn,
  ...whereTheyFail,
  ...messagesArrive,
  ...awsWorks,
  ...attacks,
];
