import type { MetricName } from '../../functions/metric-definitions.ts';
import { type FunctionName, functionNames } from '../packages.ts';
import { COGNITO_CALLS } from './alarms.ts';
import { expression, type Optional } from './expression.ts';
import { type LambdaMetric, ofFunction, ofLedger, own } from './metric.ts';
import { graph, type Line, line, math, question, type Row, search } from './widgets.ts';

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

/** A line for each of the functions that is there. */
const byFunction = (name: LambdaMetric, functions: readonly FunctionName[] = functionNames) =>
  functions.map(each => line(ofFunction(name, each), each));

/** A line for each metric. */
const lines = (labels: Readonly<Partial<Record<MetricName, string>>>): readonly Optional<Line>[] =>
  Object.entries(labels).map(([name, label]) => line(own(name as MetricName), label));

const hidden = { visible: false };

const peopleSignIn: readonly Row[] = [
  question(
    'Can people sign in?',
    'Passed should follow started. Passed falls and ended rises: people fail, see the next row. Passed falls alone: people give up, or wait for something that does not come. No lines at all: nobody tries, or nobody gets as far as these functions.',
  ),
  {
    height: 6,
    widgets: [
      graph({
        title: 'Sign-ins that started, passed, and were ended by the flow',
        width: 12,
        lines: lines({
          SignInsStarted: 'started',
          SignInsPassed: 'passed: tokens',
          SignInsEnded: 'ended by the flow',
        }),
      }),
      graph({
        title: 'Percent of the started that pass',
        width: 6,
        lines: [
          line(own('SignInsStarted'), 'started', { id: 'started', ...hidden }),
          line(own('SignInsPassed'), 'passed', { id: 'passed', ...hidden }),
          math('passed / started * 100', 'percent that pass'),
        ],
      }),
      graph({
        title: 'Seconds from the first question to tokens',
        width: 6,
        lines: [
          line(own('SignInSeconds'), 'average', { stat: 'Average' }),
          line(own('SignInSeconds'), 'slowest', { stat: 'Maximum' }),
        ],
      }),
    ],
  },
];

const whereTheyFail: readonly Row[] = [
  question(
    'Where do they fail?',
    'People are lost at the step that is asked much more often than it is answered rightly. Many wrong answers: somebody guesses, or a client or a message is broken. Hardly any answers: people wait for something, or a client loses what they type.',
  ),
  {
    height: 6,
    widgets: [
      graph({
        title: 'Why the flow ends sign-ins',
        width: 8,
        isStacked: true,
        lines: [search('SignInsEnded', 'Reason')],
      }),
      graph({
        title: 'Steps that are asked, and answered rightly',
        width: 8,
        lines: [
          search('QuestionsAsked', 'Step (Challenge) asked'),
          search('Answers', 'Step (Challenge) right', 'Verdict="right"'),
        ],
      }),
      graph({
        title: 'Answers, by step and verdict',
        width: 8,
        isStacked: true,
        lines: [search('Answers', 'Step (Challenge) Verdict')],
      }),
    ],
  },
];

const messages = 'local.sends_messages';
const messagesArrive: readonly Row[] = [
  question(
    'Do messages arrive?',
    'Sent is what the provider took; whether it came, only the provider knows. Refused: it does not send this one. Failed: an error, tried three times. Uncertain: no response, so it may have been sent. Lost: given up for good.',
    messages,
  ),
  {
    height: 6,
    when: messages,
    widgets: [
      graph({
        title: 'What became of messages',
        width: 12,
        lines: lines({
          MessageSent: 'sent',
          MessageRefused: 'refused by the provider',
          MessageFailed: 'failed, and tried again',
          MessageUncertain: 'uncertain: no response',
          MessageExpired: 'expired: came too late to be sent',
          MessageUndeliverable: 'without an address',
        }),
      }),
      graph({
        title: 'Sent, by challenge',
        width: 6,
        isStacked: true,
        lines: [search('MessageSent', 'Challenge')],
      }),
      graph({
        title: 'Lost by Lambda',
        width: 6,
        lines: [
          line(ofFunction('AsyncEventsDropped', 'deliver-challenge'), 'given up after all tries'),
          line(ofFunction('DestinationDeliveryFailures', 'deliver-challenge'), 'destination not told'),
          line(ofFunction('DeadLetterErrors', 'deliver-challenge'), 'dead letter not kept'),
        ],
      }),
    ],
  },
];

const awsWorks: readonly Row[] = [
  question(
    'Does AWS work for us?',
    'Errors, failed calls and throttles should be at zero. A call that fails names the service and why: Denied is a role or a policy, TimedOut mostly the network of a VPC, Throttled a quota. Errors without a failed call: read the saved query "faults".',
  ),
  {
    height: 6,
    widgets: [
      graph({ title: 'Errors of the functions', width: 6, lines: byFunction('Errors') }),
      graph({
        title: 'Calls of AWS that failed, by service and why',
        width: 6,
        isStacked: true,
        lines: [search('CallsFailed', 'Service Fault')],
      }),
      graph({
        title: 'Slowest call in milliseconds; Cognito waits for 5,000',
        width: 6,
        lines: byFunction('Duration', COGNITO_CALLS),
        limit: { label: 'Cognito gives up', value: 5000 },
      }),
      graph({
        title: 'Throttled: functions, and the ledger',
        width: 6,
        lines: [
          ...byFunction('Throttles'),
          { ...line(ofLedger('WriteThrottleEvents'), 'ledger'), when: 'var.ledger_enabled' },
        ],
      }),
    ],
  },
  {
    height: 5,
    widgets: [
      graph({
        title: 'Faults that functions tell of in their log',
        width: 8,
        lines: [search('Faults', 'FunctionName')],
      }),
      graph({ title: 'Calls of the functions', width: 8, lines: byFunction('Invocations') }),
      graph({
        title: 'Cold starts',
        width: 8,
        isStacked: true,
        lines: [search('ColdStarts', 'FunctionName')],
      }),
    ],
  },
];

const attacks: readonly Row[] = [
  question(
    'Is somebody attacking, or pumping messages?',
    'Guessing: users whose codes are guessed at, and many wrong answers above. Pumping: text messages or messages held back rise, and passed sign-ins do not; each text message costs money. Tokens refused: somebody came around the flow, and no further.',
  ),
  {
    height: 6,
    widgets: [
      graph({
        title: 'Users whose codes are guessed at',
        width: 6,
        lines: [search('CodesLengthened', 'Challenge')],
        when: messages,
      }),
      graph({
        title: 'Messages held back',
        width: 6,
        when: messages,
        lines: lines({ MessageLimited: 'the limit is used up', MessageNotAllowed: 'not an allowed address' }),
      }),
      graph({
        title: 'Text messages sent: each costs money',
        width: 6,
        when: 'local.sends_sms',
        lines: [line(own('MessageSent', { Challenge: 'sms_otp' }), 'text messages')],
      }),
      graph({
        title: 'Tokens refused by the guard',
        width: 6,
        when: 'local.token_guarded',
        lines: [line(ofFunction('Errors', 'pre-token-generation'), 'refused')],
      }),
    ],
  },
  {
    height: 5,
    when: 'local.human_check_fails != ""',
    widgets: [
      graph({
        title: 'Human checks whose service could not be asked',
        width: 12,
        lines: lines({
          HumanCheckFailedOpen: 'let through unchecked',
          HumanCheckFailedClosed: 'refused unchecked',
        }),
      }),
    ],
  },
];

/** The on-call's first five questions, top to bottom. */
export const dashboardRows: readonly Row[] = [
  alarmStates,
  ...peopleSignIn,
  ...whereTheyFail,
  ...messagesArrive,
  ...awsWorks,
  ...attacks,
];
