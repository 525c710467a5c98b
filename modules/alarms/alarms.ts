import { type FunctionName, toId, triggerNames } from '../packages.ts';
import { type LambdaMetric, type Metric, ofFunction, ofLedger, own } from './metric.ts';

/** An alarm, as data: resources, the documentation, the runbook and the tests read the same table. */
export interface AlarmDefinition {
  /** Two sentences for whoever is woken by it: what happens, and what it means for users. */
  readonly meaning: string;
  /** Whether the configuration has what it watches: a condition in Terraform's language. Always, if absent. */
  readonly when?: string;
  /** By the ids that the expression names. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Metric math; absent where one metric says it all. A template of Terraform. */
  readonly expression?: string;
  readonly periodSeconds: number;
  /** Of so many periods, so many have to be over the threshold. Default: 1 of 1. */
  readonly periods?: { readonly toAlarm: number; readonly of: number };
  /** Default: at least the threshold. */
  readonly comparison?: 'LessThanOrEqualToThreshold' | 'GreaterThanUpperThreshold';
  /** A number or an expression of one; for a band, its width in standard deviations. */
  readonly threshold: number | string;
}

const MINUTES = 60;
const HOUR = 60 * MINUTES;

/** What people wait for, and Cognito no longer than five seconds. */
export const COGNITO_CALLS: readonly FunctionName[] = [...triggerNames, 'pre-token-generation'];

/** One metric of several functions, by ids such as `define_auth_challenge`. */
const ofEach = (name: LambdaMetric, functions: readonly FunctionName[]) =>
  Object.fromEntries(functions.map(each => [toId(each), ofFunction(name, each)]));

/**
 * From so many sign-ins on, a share of them says something: one of two would be half of them.
 *
 * @param otherwise with fewer of them; where it is left out, there is no point, as AWS has it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
 */
const shareOfStarted = (ofWhat: string, otherwise?: number) => {
  const rest = otherwise === undefined ? '' : `, ${otherwise}`;
  return `IF(started >= \${var.alarms.minimum_sign_ins}, ${ofWhat} / started * 100${rest})`;
};

/**
 * Every alarm by the end of its name, `<name>-<suffix>`, which is also its section in docs/runbook.md.
 *
 * Where one of two series lacks a point, arithmetic takes 0 for it, and so does IF: FILL is for DynamoDB's alone.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const ALARMS = {
  'function-errors': {
    meaning:
      'A function of the sign-in ended with an error, ran out of time or did not start. Each time, a user was told that sign-in is not available.',
    metrics: ofEach('Errors', triggerNames),
    expression: 'SUM(METRICS())',
    periodSeconds: 5 * MINUTES,
    threshold: 'var.alarms.function_errors',
  },
  'function-throttles': {
    meaning:
      'Lambda refused to run a function, because no concurrency was left. Users were told that sign-in is not available, or wait for their messages.',
    metrics: ofEach('Throttles', [...COGNITO_CALLS, 'deliver-challenge']),
    expression: 'SUM(METRICS())',
    periodSeconds: 5 * MINUTES,
    threshold: 1,
  },
  'function-duration': {
    meaning:
      'A function took almost the five seconds after which Cognito gives up, again and again. A little slower, and nobody signs in.',
    metrics: ofEach('Duration', COGNITO_CALLS),
    expression: 'MAX(METRICS())',
    periodSeconds: 5 * MINUTES,
    periods: { toAlarm: 2, of: 3 },
    threshold: 'var.alarms.duration_ms',
  },
  'calls-failed': {
    meaning:
      'Calls of KMS, DynamoDB or another AWS service failed after all their tries. Sign-ins fail with them, messages are not sent, or events are late.',
    metrics: { calls: own('CallsFailed') },
    periodSeconds: 5 * MINUTES,
    threshold: 5,
  },
  'ledger-throttles': {
    meaning:
      'DynamoDB throttles the ledger. Answers are not counted in time, so right ones are refused and messages wait.',
    when: 'var.ledger_enabled',
    metrics: { throttles: ofLedger('WriteThrottleEvents') },
    // Without throttles there is no point, and AWS's pages disagree on what becomes of an alarm then: those on AWS/DynamoDB
    // "always ignore missing data even if you choose a different option", so this one would ring for ever; or one "can override this".
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
    expression: 'FILL(throttles, 0)',
    periodSeconds: 5 * MINUTES,
    // A point that is late is filled as well: AWS's page on FILL has M of N against that.
    periods: { toAlarm: 1, of: 2 },
    threshold: 5,
  },
  'sign-in-failures': {
    meaning:
      'An unusual share of the sign-ins that start is ended by the flow, mostly after too many wrong answers. Somebody guesses, or a client or a message is broken.',
    metrics: { started: own('SignInsStarted'), ended: own('SignInsEnded') },
    expression: shareOfStarted('ended', 0),
    periodSeconds: 15 * MINUTES,
    threshold: 'var.alarms.sign_in_failure_percent',
  },
  'sign-in-failures-unusual': {
    meaning:
      'A larger share of the sign-ins is ended by the flow than is usual at this hour of this weekday. It may be far from the share that is an alarm by itself.',
    metrics: { started: own('SignInsStarted'), ended: own('SignInsEnded') },
    // No point where few sign in: CloudWatch would learn a 0 as usual.
    expression: shareOfStarted('ended'),
    periodSeconds: 15 * MINUTES,
    periods: { toAlarm: 2, of: 3 },
    comparison: 'GreaterThanUpperThreshold',
    threshold: 3,
  },
  'sign-ins-given-up': {
    meaning:
      'Most of the sign-ins that start neither pass nor are ended. If no other alarm says why: one app client loses the answers (see the sign-ins by app client), messages do not come, or somebody only wants the messages.',
    metrics: { started: own('SignInsStarted'), passed: own('SignInsPassed'), ended: own('SignInsEnded') },
    expression: shareOfStarted('(started - passed - ended)', 0),
    periodSeconds: 15 * MINUTES,
    threshold: 'var.alarms.sign_in_given_up_percent',
  },
  'nobody-signs-in': {
    meaning:
      'Sign-ins start, and none of them passes. Either a step cannot be passed any more, or all of these sign-ins are an attack.',
    metrics: { started: own('SignInsStarted'), passed: own('SignInsPassed') },
    expression: shareOfStarted('passed', 100),
    periodSeconds: 15 * MINUTES,
    comparison: 'LessThanOrEqualToThreshold',
    threshold: 0,
  },
  'code-guessing': {
    meaning:
      'Wrong codes were entered for several users, whose codes are long from now on. Nobody got in by that, but somebody tries.',
    when: 'local.sends_messages && var.ledger_enabled',
    metrics: { users: own('CodesLengthened') },
    periodSeconds: HOUR,
    threshold: 'var.alarms.guessed_users_per_hour',
  },
  'tokens-refused': {
    meaning:
      'The token guard refused tokens, or failed. Somebody came around the flow as far as the guard, through managed login or a client with other flows.',
    when: 'local.token_guarded',
    metrics: { refusals: ofFunction('Errors', 'pre-token-generation') },
    periodSeconds: 5 * MINUTES,
    threshold: 1,
  },
  'human-check-open': {
    meaning:
      'The service behind human_check cannot be asked, and human_check.on_failure lets everybody pass. Until it is back, programs pass this step.',
    when: 'local.human_check_fails == "open"',
    metrics: { checks: own('HumanCheckFailedOpen') },
    periodSeconds: 5 * MINUTES,
    threshold: 3,
  },
  'human-check-closed': {
    meaning:
      'The service behind human_check cannot be asked, and human_check.on_failure lets nobody pass. Until it is back, nobody passes this step.',
    when: 'local.human_check_fails == "closed"',
    metrics: { checks: own('HumanCheckFailedClosed') },
    periodSeconds: 5 * MINUTES,
    threshold: 3,
  },
  'messages-failing': {
    meaning:
      'Messages are refused by the provider, fail, or get no answer from it. Users wait for a code or a link that does not come.',
    when: 'local.sends_messages',
    metrics: {
      sent: own('MessageSent'),
      refused: own('MessageRefused'),
      failed: own('MessageFailed'),
      uncertain: own('MessageUncertain'),
    },
    // A message that fails is tried three times: fewer than five failures may be one user's.
    expression:
      'IF(refused + failed + uncertain >= 5, (refused + failed + uncertain) / (sent + refused + failed + uncertain) * 100, 0)',
    periodSeconds: 15 * MINUTES,
    threshold: 'var.alarms.message_failure_percent',
  },
  'messages-lost': {
    meaning:
      'Lambda gave up on a message after all its tries, or could not tell the failure destination of it. A user waits for a code or a link that never comes.',
    when: 'local.sends_messages',
    metrics: {
      dropped: ofFunction('AsyncEventsDropped', 'deliver-challenge'),
      not_told: ofFunction('DestinationDeliveryFailures', 'deliver-challenge'),
      not_kept: ofFunction('DeadLetterErrors', 'deliver-challenge'),
    },
    expression: 'SUM(METRICS())',
    periodSeconds: 5 * MINUTES,
    threshold: 1,
  },
  'messages-limited': {
    meaning:
      'Many messages are held back, because users have used up their messages of the hour. A client asks too often, or somebody has messages sent to others.',
    when: 'local.sends_messages && var.ledger_enabled',
    metrics: { messages: own('MessageLimited') },
    periodSeconds: HOUR,
    threshold: 'var.alarms.messages_held_back_per_hour',
  },
  'messages-not-allowed': {
    meaning:
      'Many text messages are asked for to countries that sms.country_prefixes does not have. None was sent, but this is how SMS pumping begins.',
    when: 'local.sends_sms',
    metrics: { messages: own('MessageNotAllowed', { Challenge: 'sms_otp' }) },
    periodSeconds: HOUR,
    threshold: 'var.alarms.messages_held_back_per_hour',
  },
  'text-message-spike': {
    meaning:
      'More text messages are sent than you expect in an hour, and each costs money. Either many people sign in, or somebody is paid for messages to numbers of their own.',
    when: 'local.sends_sms',
    metrics: { messages: own('MessageSent', { Challenge: 'sms_otp' }) },
    periodSeconds: HOUR,
    threshold: 'var.alarms.text_messages_per_hour',
  },
  'events-lost': {
    meaning:
      'Events of sign-ins did not reach EventBridge or were late, or the failure destination could not be told of some. Nobody is kept from signing in; what listens to them did not hear of some.',
    when: 'var.events != null',
    metrics: {
      errors: ofFunction('Errors', 'publish-events'),
      throttles: ofFunction('Throttles', 'publish-events'),
      dropped: ofFunction('AsyncEventsDropped', 'publish-events'),
      not_told: ofFunction('DestinationDeliveryFailures', 'publish-events'),
      not_kept: ofFunction('DeadLetterErrors', 'publish-events'),
    },
    expression: 'SUM(METRICS())',
    periodSeconds: 5 * MINUTES,
    threshold: 1,
  },
} as const satisfies Readonly<Record<string, AlarmDefinition>>;

export type AlarmSuffix = keyof typeof ALARMS;
