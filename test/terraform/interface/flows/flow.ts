import { ACCOUNT_ID, functionArn, LEDGER_ARN, REGION } from '../mock-aws.ts';
import { FUNCTION, type Inputs } from '../values.ts';

/** A flow with what it needs, and what is there because of it. */
export interface Flow {
  readonly inputs: Inputs;
  /** What the functions may do besides writing their logs: `<action> on <resource>`. Define may do nothing else. */
  readonly create: readonly string[];
  readonly verify: readonly string[];
  /** Absent where no message is sent: then there is no such function. */
  readonly deliver?: readonly string[];
  /** Settings besides `flow`, `keyId` and those of challenges. */
  readonly settings: readonly string[];
  /** Challenges that have settings of their own. */
  readonly challenges: readonly string[];
}

export const OWN_KEY = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555';
export const OTHER_FUNCTION = FUNCTION.replace('riddle', 'quiz');
export const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;

/** What a function counts in: items of these kinds alone. */
const count = (...kinds: readonly string[]) =>
  `dynamodb:UpdateItem on ${LEDGER_ARN} if ForAllValues:StringLike dynamodb:LeadingKeys ${kinds.map(kind => `${kind} *`).join()}`;
export const COUNT_QUESTIONS = count('question', 'user', 'guesses');
export const COUNT_ANSWERS = COUNT_QUESTIONS;
export const COUNT_MESSAGES = count('destination');
export const OPEN = `kms:Decrypt on ${OWN_KEY} if StringLike kms:ViaService dynamodb.*`;
export const HAND_OVER = `lambda:InvokeFunction on ${functionArn('deliver_challenge')}`;
export const CALL = `lambda:InvokeFunction on ${FUNCTION}`;
export const CALL_OTHER = `lambda:InvokeFunction on ${OTHER_FUNCTION}`;
/** @param resource ARN of an identity or a configuration set */
export const mail = (resource: string) =>
  `ses:SendEmail on ${resource} if StringEquals ses:FromAddress sign-in@example.com`;
export const UNTRACKED =
  'ses:ApplyTrackingConfigurationOverrides on * if StringEquals ses:ClickTrackingEnabled DISABLED if StringEquals ses:OpenTrackingEnabled DISABLED';
export const SEND = [mail(arn('ses', 'identity/*')), UNTRACKED];
export const TEXT = ['phone-number', 'pool', 'sender-id'].map(
  type => `sms-voice:SendTextMessage on ${arn('sms-voice', `${type}/*`)}`,
);

/** What any flow has: the ledger is there unless it is switched off. */
export const asking = { create: [COUNT_QUESTIONS], verify: [COUNT_ANSWERS], settings: ['ledgerTable'] };

/** What a flow has that sends messages. */
export const sending = {
  create: [...asking.create, HAND_OVER],
  verify: asking.verify,
  settings: [...asking.settings, 'delivery', 'deliverArn', 'hiddenMedia'],
};

export const emailing = {
  ...sending,
  deliver: [COUNT_MESSAGES, ...SEND],
  settings: [...sending.settings, 'email'],
  challenges: ['email_otp'],
};

export const texting = {
  ...sending,
  deliver: [COUNT_MESSAGES, ...TEXT],
  settings: [...sending.settings, 'sms'],
  challenges: ['sms_otp'],
};
