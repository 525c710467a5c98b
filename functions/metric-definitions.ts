/**
 * Every metric of the module, in the namespace `CognitoChallenge`. Each is counted twice: by `Name` alone, which is the
 * module's `name` (alarms look there), and by `Name` with all the dimensions that are listed here.
 *
 * No dimension has anything of a user: each has few values, from the flow, from a list in the code, or an app client. So
 * the number of metrics, which CloudWatch charges for, grows with the flow and its clients, and not with the users.
 */
export interface MetricDefinition {
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  /** Besides `Name`. */
  readonly dimensions: readonly Dimension[];
  /** Which function counts it; `every` for all of them. */
  readonly by: 'define' | 'create' | 'verify' | 'deliver' | 'every';
  /** What it says to an operator: one sentence. */
  readonly text: string;
}

export type Dimension =
  | 'UserPoolClient'
  | 'FunctionName'
  | 'Step'
  | 'Challenge'
  | 'Verdict'
  | 'Reason'
  | 'Provider'
  | 'Service'
  | 'Fault';

/** What each dimension can be. */
export const DIMENSIONS: Readonly<Record<Dimension, string>> = {
  UserPoolClient: 'the id of the app client, as in `AWS/Cognito`',
  FunctionName: 'the whole name of the function, as in `AWS/Lambda`',
  Step: 'a step of the flow, by its name; `-` for an answer to none of them, or to a question of your own create function',
  Challenge: 'a challenge of that step; `-` likewise',
  Verdict:
    '`right`, `wrong`, `expired`, `malformed`, `not an answer`, `not a step of the flow`, `too many answers`, `no such user`',
  Reason:
    '`AttemptsUsed`: the attempts of a step, or the rounds of all. `UnknownUser`: all was passed, by a name that nobody has. `NoPassword`: the client did not begin with SRP, or Cognito did not say that the password was right. `NoStep`: the flow has no step for this user and client. `UnexpectedSession`: rounds that do not fit the flow, such as after a change of it, or a second factor that failed',
  Provider: 'the provider of `human_check`',
  Service: '`kms`, `dynamodb`, `lambda`, `ses`, `sms-voice`, `sns`, `ssm`, `secretsmanager`, `events`',
  Fault:
    '`Denied`: by a role, a key’s policy or credentials. `Throttled`. `TimedOut`: no answer within 1.2 s, three times, or within the trigger’s time; from what sends messages, and from functions of your own, within 10 s (3 s in a trigger), once. `Unavailable`: no connection, a status of 500 or more, half an answer. `Refused`: any other error, such as a disabled key or a rejected message',
};

export const METRICS = {
  SignInsStarted: {
    unit: 'Count',
    dimensions: ['UserPoolClient'],
    by: 'define',
    text: 'Sign-ins that Cognito asked about for the first time, of users who exist or not.',
  },
  SignInsPassed: {
    unit: 'Count',
    dimensions: ['UserPoolClient'],
    by: 'define',
    text: 'Sign-ins that passed every step: Cognito issues tokens, unless the token guard or a trigger of yours refuses.',
  },
  SignInsEnded: {
    unit: 'Count',
    dimensions: ['Reason'],
    by: 'define',
    text: 'Sign-ins that the flow ended without tokens, by reason. One that is given up ends nowhere: it is started, and neither passed nor ended.',
  },
  SignInSeconds: {
    unit: 'Seconds',
    dimensions: ['UserPoolClient'],
    by: 'define',
    text: 'From the first question of a sign-in to its tokens.',
  },
  QuestionsAsked: {
    unit: 'Count',
    dimensions: ['Step', 'Challenge'],
    by: 'create',
    text: 'Rounds that were asked, a retry or resend counted like a first one.',
  },
  Answers: {
    unit: 'Count',
    dimensions: ['Step', 'Challenge', 'Verdict'],
    by: 'verify',
    text: 'Answers by verdict.',
  },
  CodesLengthened: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'verify',
    text: 'Users whose codes are guessed at: their next codes are long.',
  },
  MessageSent: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages that the provider accepted.',
  },
  MessageUncertain: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages of which nobody knows whether they were sent: the provider did not answer.',
  },
  MessageRefused: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Tries at a message that the provider refused; Lambda tries twice more.',
  },
  MessageFailed: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Tries at a message that failed; Lambda tries twice more.',
  },
  MessageExpired: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages that came too late to be worth sending.',
  },
  MessageLimited: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages that a budget held back: of the user, or of the address.',
  },
  MessageNotAllowed: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages to an address or number that the settings do not allow.',
  },
  MessageUndeliverable: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages without an address to go to.',
  },
  MessageSentBefore: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages that were asked for while the one before is still valid: it is not sent twice.',
  },
  MessageDecoy: {
    unit: 'Count',
    dimensions: ['Challenge'],
    by: 'deliver',
    text: 'Messages to nobody: a name was given in that no user has.',
  },
  HumanCheckFailedOpen: {
    unit: 'Count',
    dimensions: ['Provider'],
    by: 'verify',
    text: 'Human checks that were let through because their provider could not be asked.',
  },
  HumanCheckFailedClosed: {
    unit: 'Count',
    dimensions: ['Provider'],
    by: 'verify',
    text: 'Human checks that were refused because their provider could not be asked.',
  },
  CallsFailed: {
    unit: 'Count',
    dimensions: ['Service', 'Fault'],
    by: 'every',
    text: 'Calls of an AWS service that failed after all their tries: denied, throttled, timed out, unavailable, refused.',
  },
  Faults: {
    unit: 'Count',
    dimensions: ['FunctionName'],
    by: 'every',
    text: 'Events that a function could not answer: the user was told that sign-in is not available, or waits for a message.',
  },
  ColdStarts: {
    unit: 'Count',
    dimensions: ['FunctionName'],
    by: 'every',
    text: 'First events of new execution environments.',
  },
  Duration: {
    unit: 'Milliseconds',
    dimensions: ['FunctionName'],
    by: 'every',
    text: "How long a function took for an event, without Lambda's own part.",
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof METRICS;
