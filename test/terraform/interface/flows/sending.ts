import { USER_POOL_ARN } from '../mock-aws.ts';
import { attached, delivery, email, FUNCTION, flow, links, NUMBER, PARAMETER, sms } from '../values.ts';
import {
  arn,
  CALL,
  COUNT_MESSAGES,
  emailing,
  type Flow,
  HAND_OVER,
  mail,
  OPEN,
  OWN_KEY,
  SEND,
  sending,
  TEXT,
  texting,
} from './flow.ts';

const byEmail = flow({ challenge: 'email_otp' });
const bySms = flow({ challenge: 'sms_otp' });
const byEither = { flow: [{ any_of: ['email_otp', 'sms_otp'], name: 'code' }] };

const BY_SNS = 'sns:Publish on all but arn:aws:sns:*:*:*';

const failures = (failure_destination_arn: string, action: string): Flow => ({
  inputs: { ...byEmail, ...email(), ...delivery({ failure_destination_arn }) },
  ...emailing,
  deliver: [...emailing.deliver, `${action} on ${failure_destination_arn}`],
});

/** Flows that send messages. */
export const sendingFlows: Readonly<Record<string, Flow>> = {
  email_otp: { inputs: { ...flow({ challenge: 'email_otp', code_length: 8 }), ...email() }, ...emailing },
  'email_otp with a configuration set': {
    inputs: { ...byEmail, ...email({ configuration_set: 'acme', reply_to: ['help@example.com'] }) },
    ...emailing,
    deliver: [...emailing.deliver, mail(arn('ses', 'configuration-set/acme'))],
  },
  'email_otp from an identity of another account': {
    inputs: {
      ...byEmail,
      ...email({ identity_arn: 'arn:aws:ses:eu-central-1:444455556666:identity/example.com' }),
    },
    ...emailing,
    deliver: [...emailing.deliver, mail('arn:aws:ses:eu-central-1:444455556666:identity/example.com')],
  },
  'email_otp without a ledger': {
    inputs: { ...byEmail, ...email(), ledger_enabled: false },
    create: [HAND_OVER],
    verify: [],
    deliver: SEND,
    settings: ['delivery', 'deliverArn', 'hiddenMedia', 'email'],
    challenges: ['email_otp'],
  },
  'email_otp with a key of one’s own': {
    inputs: { ...byEmail, ...email(), kms_key_arn: OWN_KEY },
    create: [...emailing.create, OPEN],
    verify: [...emailing.verify, OPEN],
    deliver: [...emailing.deliver, OPEN],
    settings: emailing.settings,
    challenges: ['email_otp'],
  },
  'email_otp alone, with SRP tolerated': {
    inputs: { flow: [{ challenge: 'email_otp' }], ...email(), srp_tolerance_enabled: true },
    ...emailing,
    settings: [...emailing.settings, 'srp_tolerance_enabled'],
  },
  'email_otp, attached to a user pool': {
    inputs: { ...byEmail, ...email(), ...attached(USER_POOL_ARN) },
    ...emailing,
  },
  magic_link: {
    inputs: { ...flow({ challenge: 'magic_link' }), ...email(), ...links('https://app.example.com/sign-in') },
    ...emailing,
    challenges: ['magic_link'],
  },
  sms_otp: { inputs: { ...bySms, ...sms() }, ...texting },
  'sms_otp from a number': {
    inputs: {
      ...bySms,
      ...sms({
        origination_identity: NUMBER,
        configuration_set: 'acme',
        web_otp_domain: 'app.example.com',
      }),
    },
    ...texting,
    deliver: [
      COUNT_MESSAGES,
      `sms-voice:SendTextMessage on ${NUMBER}`,
      `sms-voice:SendTextMessage on ${arn('sms-voice', 'configuration-set/acme')}`,
    ],
  },
  'sms_otp by SNS': {
    inputs: {
      ...bySms,
      ...sms({ provider: 'sns', sender_id: 'ACME', origination_identity: '+14255550100' }),
    },
    ...texting,
    deliver: [COUNT_MESSAGES, BY_SNS],
  },
  'email_otp or sms_otp': {
    inputs: { ...byEither, ...email(), ...sms() },
    ...sending,
    deliver: [COUNT_MESSAGES, ...SEND, ...TEXT],
    settings: [...sending.settings, 'email', 'sms'],
    challenges: ['email_otp', 'sms_otp'],
  },
  'email_otp or sms_otp by a sender of one’s own': {
    inputs: { ...byEither, ...email(), ...delivery({ sender_function_arn: FUNCTION }) },
    ...sending,
    deliver: [COUNT_MESSAGES, CALL],
    settings: [...sending.settings, 'email'],
    challenges: ['email_otp', 'sms_otp'],
  },
  'texts of one’s own': {
    inputs: {
      ...byEmail,
      ...email(),
      ...delivery({ texts: { de: PARAMETER, 'pt-BR': `${PARAMETER}/pt` }, default_locale: 'de' }),
    },
    ...emailing,
    deliver: [...emailing.deliver, `ssm:GetParameter on ${PARAMETER}`, `ssm:GetParameter on ${PARAMETER}/pt`],
    settings: emailing.settings,
  },
  'sms_otp by SNS, and failures to a topic': {
    inputs: {
      ...bySms,
      ...sms({ provider: 'sns' }),
      ...delivery({ failure_destination_arn: arn('sns', 'failures') }),
    },
    ...texting,
    deliver: [COUNT_MESSAGES, BY_SNS, `sns:Publish on ${arn('sns', 'failures')}`],
  },
  'failures to a queue': failures(arn('sqs', 'failures'), 'sqs:SendMessage'),
  'failures to a topic': failures(arn('sns', 'failures'), 'sns:Publish'),
  'failures to a bus': failures(arn('events', 'event-bus/failures'), 'events:PutEvents'),
  'failures to a function': failures(FUNCTION, 'lambda:InvokeFunction'),
};
