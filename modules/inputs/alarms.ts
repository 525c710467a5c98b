import { flag, object, oneOf, optional, set, text, whole } from '../../functions/settings/declare.ts';
import { ALARMS, type AlarmSuffix } from '../alarms/alarms.ts';
import { declared } from './from-declaration.ts';

const suffixes = Object.keys(ALARMS) as AlarmSuffix[];

const alarms = object({
  topic_arn: text(
    'the ARN of an SNS topic: arn:aws:sns:<region>:<account>:<name>',
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}([.]fifo)?$/u,
  ),
  ok_notified_enabled: optional(flag(), true),
  excluded: optional(set(oneOf(...suffixes)), []),
  function_errors: optional(whole(1, Infinity), 1),
  duration_ms: optional(whole(500, 4900), 4000),
  minimum_sign_ins: optional(whole(1, Infinity), 20),
  sign_in_failure_percent: optional(whole(1, 100), 50),
  message_failure_percent: optional(whole(1, 100), 20),
  text_messages_per_hour: optional(whole(1, Infinity), 500),
  messages_held_back_per_hour: optional(whole(1, Infinity), 50),
  guessed_users_per_hour: optional(whole(1, Infinity), 5),
  runbook_url: optional(text(), 'docs/runbook.md'),
  dashboard_enabled: optional(flag(), true),
  queries_enabled: optional(flag(), true),
});

/** Who is told that something is wrong, and where to look. */
export const alarmInputs = {
  alarms: declared('alarms', alarms, {
    text: 'CloudWatch alarms, a dashboard, and saved queries for Logs Insights. Default: none of them. What they say and cost: docs/operations.md.',
    attributes: {
      topic_arn:
        'The topic that is told of alarms, in the region of the functions. If it is encrypted, the policy of its key must let CloudWatch use it.',
      ok_notified_enabled: 'Whether the topic is also told when an alarm is over.',
      excluded: 'Alarms that are not created.',
      function_errors: { unit: 'errors', text: 'In five minutes, by define, create and verify together.' },
      duration_ms: {
        unit: 'milliseconds',
        text: 'How long a function may take, of the 5,000 that Cognito waits. A cold start comes on top.',
      },
      minimum_sign_ins: {
        unit: 'sign-ins',
        text: 'How many have to start in a quarter of an hour before a share of them counts.',
      },
      sign_in_failure_percent: {
        unit: 'percent',
        text: 'Share of the sign-ins in a quarter of an hour that the flow ends without tokens.',
      },
      message_failure_percent: {
        unit: 'percent',
        text: 'Share of the messages in a quarter of an hour that fail, from five failures on.',
      },
      text_messages_per_hour: {
        unit: 'messages',
        text: 'Text messages that are too many. Set it to what your busiest hour sends, and half as many again.',
      },
      messages_held_back_per_hour: {
        unit: 'messages',
        text: 'Messages that a limit held back, or that were asked for to countries that are not listed.',
      },
      guessed_users_per_hour: { unit: 'users', text: 'Users for whom wrong codes were entered.' },
      runbook_url:
        'Where the descriptions of alarms lead, each to its own section (`#function-errors`): your own copy of docs/runbook.md, for example.',
      dashboard_enabled: 'Whether there is a dashboard.',
      queries_enabled: 'Whether there are saved queries.',
    },
    default: null,
    example: {
      topic_arn: 'arn:aws:sns:eu-central-1:111122223333:on-call',
      text_messages_per_hour: 2000,
    },
  }),
};
