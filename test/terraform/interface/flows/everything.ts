import {
  delivery,
  email,
  FUNCTION,
  humanCheck,
  links,
  NUMBER,
  PARAMETER,
  SECRET,
  schema,
  sms,
} from '../values.ts';
import {
  arn,
  CALL,
  CALL_OTHER,
  COUNT_ANSWERS,
  COUNT_MESSAGES,
  COUNT_QUESTIONS,
  type Flow,
  HAND_OVER,
  mail,
  OTHER_FUNCTION,
  SEND,
  sending,
} from './flow.ts';

const name = 'acme-customers-and-partners-sign';
const clients = ['customers-web', 'customers-app', 'partners-web', 'partners-app', 'kiosk', 'server'];
const locales = ['de', 'en', 'es', 'fr', 'it', 'pt-BR'];

/** As much as one sign-in is likely to want: eight steps, every challenge, and long names. */
export const everythingFlow: Readonly<Record<string, Flow>> = {
  'everything at once': {
    inputs: {
      name,
      flow: [
        {
          challenge: 'captcha',
          attempts: 1,
          code_length: 5,
          when: { clients: ['customers-web', 'partners-web'] },
        },
        { challenge: 'human_check', attempts: 1, when: { clients: ['customers-app', 'partners-app'] } },
        { challenge: 'proof_of_work', attempts: 1, when: { clients: ['kiosk'] } },
        {
          any_of: ['email_otp', 'sms_otp', 'magic_link'],
          name: 'code_or_link',
          attempts: 2,
          code_length: 8,
          lifetime_seconds: 300,
        },
        { challenge: 'external', name: 'device_trust', function_arn: FUNCTION, proof: false, attempts: 1 },
        {
          challenge: 'external',
          name: 'fraud_score',
          function_arn: OTHER_FUNCTION,
          proof: false,
          attempts: 1,
        },
        {
          challenge: 'email_otp',
          name: 'second_code',
          attempts: 1,
          when: { attribute: 'custom:role', values: ['admin', 'audit', 'finance'] },
        },
        {
          challenge: 'sms_otp',
          name: 'third_code',
          attempts: 1,
          when: { attribute: 'custom:risk', values: ['high'], clients: ['partners-web'] },
        },
      ],
      srp_tolerance_enabled: true,
      ...schema({ role: {}, risk: {} }),
      clients: Object.fromEntries(clients.map(client => [client, { write_attributes: ['name'] }])),
      captcha: { length: 5 },
      email_otp: { alphabet: 'letters' },
      proof_of_work: { difficulty: 20 },
      ...links(
        'https://customers.example.com/sign-in',
        'https://partners.example.com/sign-in',
        'http://localhost:3000/sign-in',
      ),
      ...humanCheck({
        hostnames: ['customers.example.com', 'partners.example.com'],
        action: 'sign-in',
        minimum_score: 0.7,
        max_age_seconds: 120,
        on_failure: 'open',
      }),
      ...email({
        reply_to: ['help@example.com'],
        configuration_set: 'acme-transactional',
        identity_arn: arn('ses', 'identity/example.com'),
      }),
      ...sms({
        country_prefixes: ['+1', '+33', '+34', '+39', '+41', '+43', '+44', '+45', '+46', '+49'],
        excluded_prefixes: ['+1876'],
        origination_identity: NUMBER,
        configuration_set: 'acme-transactional',
        web_otp_domain: 'customers.example.com',
      }),
      ...delivery({
        app_name: 'Ärzte & Söhne',
        default_locale: 'de',
        resend_seconds: 60,
        messages_per_hour: 10,
        verified_only: false,
        failure_destination_arn: arn('sqs', 'failures'),
        texts: Object.fromEntries(locales.map(locale => [locale, `${PARAMETER}/${locale}`])),
      }),
    },
    create: [COUNT_QUESTIONS, CALL, CALL_OTHER, HAND_OVER.replace('acme', name)],
    verify: [COUNT_ANSWERS, CALL, CALL_OTHER, `secretsmanager:GetSecretValue on ${SECRET}`],
    deliver: [
      COUNT_MESSAGES,
      ...SEND,
      mail(arn('ses', 'identity/example.com')),
      mail(arn('ses', 'configuration-set/acme-transactional')),
      `sms-voice:SendTextMessage on ${NUMBER}`,
      `sms-voice:SendTextMessage on ${arn('sms-voice', 'configuration-set/acme-transactional')}`,
      ...locales.map(locale => `ssm:GetParameter on ${PARAMETER}/${locale}`),
      `sqs:SendMessage on ${arn('sqs', 'failures')}`,
    ],
    settings: [...sending.settings, 'srp_tolerance_enabled', 'clients', 'email', 'sms'],
    challenges: ['captcha', 'email_otp', 'sms_otp', 'magic_link', 'proof_of_work', 'human_check'],
  },
};
