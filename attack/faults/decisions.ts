import { BROKEN, DENIED } from './cell.ts';
import type { Decision } from './decision.ts';

type Place = Pick<Decision, 'fn' | 'dependency'>;

/** Of those, the ones that say nothing of the work: what may happen once only is not called again. */
const UNCLEAR = BROKEN.filter(fault => fault !== 'throttled' && fault !== 'server error');

/** A call that is made again at once, and again at the next call of the function. */
function triedAgain(place: Place, well: string, later: string): readonly Decision[] {
  return [
    { ...place, faults: ['slow'], once: well, lasting: well },
    { ...place, faults: BROKEN, once: well, lasting: later },
    { ...place, faults: DENIED, once: later, lasting: later },
  ];
}

/** A call that is made once, except where the service says that it did nothing. */
function triedOnce(place: Place, well: string, later: string): readonly Decision[] {
  return [
    { ...place, faults: ['slow'], once: well, lasting: well },
    { ...place, faults: [...UNCLEAR, ...DENIED], once: later, lasting: later },
    { ...place, faults: ['throttled', 'server error'], once: well, lasting: later },
  ];
}

/** A message: it is rather not sent than twice. */
function sentBy(dependency: Place['dependency']): readonly Decision[] {
  const place = deliver(dependency);
  return [
    {
      ...place,
      faults: ['slow', 'done, but silent', 'done, then reset', 'done, then 504', 'bad JSON'],
      once: 'sent',
      lasting: 'sent',
    },
    { ...place, faults: ['silent', 'reset'], once: SENT_AGAIN, lasting: SENT_AGAIN },
    { ...place, faults: ['throttled', 'server error'], once: 'sent', lasting: SENT_LATER },
    { ...place, faults: DENIED, once: SENT_LATER, lasting: SENT_LATER },
  ];
}

const create = (dependency: Place['dependency']): Place => ({ fn: 'create', dependency });
const verify = (dependency: Place['dependency']): Place => ({ fn: 'verify', dependency });
const deliver = (dependency: Place['dependency']): Place => ({ fn: 'deliver', dependency });

const ASKED_LATER = 'not available, then asked';
const RIGHT_LATER = 'not available, then right';
const SENT_LATER = 'sent when called again';
const SENT_AGAIN = 'sent when the user asks again';

/** What comes of each fault: held against what the functions do, and shown in docs/attack.md. */
export const decisions: readonly Decision[] = [
  ...triedAgain(create('KMS'), 'asked', ASKED_LATER),
  ...triedAgain(create('DynamoDB'), 'asked', ASKED_LATER),
  { ...create('Lambda (deliver)'), faults: ['slow', 'bad JSON'], once: 'asked', lasting: 'asked' },
  {
    ...create('Lambda (deliver)'),
    faults: BROKEN.filter(fault => fault !== 'bad JSON'),
    once: 'asked',
    lasting: ASKED_LATER,
  },
  { ...create('Lambda (deliver)'), faults: DENIED, once: ASKED_LATER, lasting: ASKED_LATER },
  ...triedOnce(create('Lambda (external)'), 'asked', ASKED_LATER),
  { ...create('everything'), faults: ['slow'], lasting: 'asked' },
  { ...create('everything'), kinds: ['captcha'], faults: ['stumbling'], lasting: 'asked' },
  {
    ...create('everything'),
    kinds: ['email_otp', 'sms_otp', 'magic_link', 'external'],
    faults: ['stumbling'],
    lasting: ASKED_LATER,
  },

  ...triedAgain(verify('KMS'), 'right', RIGHT_LATER),
  ...triedAgain(verify('DynamoDB'), 'right', RIGHT_LATER),
  ...triedOnce(verify('Lambda (external)'), 'right', RIGHT_LATER),
  ...triedAgain(verify('Secrets Manager'), 'right', RIGHT_LATER),
  ...triedAgain(verify('Parameter Store'), 'right', RIGHT_LATER),
  { ...verify('site-verify'), faults: ['slow'], once: 'right', lasting: 'right' },
  {
    ...verify('site-verify'),
    kinds: ['human_check'],
    faults: [...BROKEN, ...DENIED],
    once: 'wrong, then another question',
    lasting: 'wrong, then another question',
  },
  {
    ...verify('site-verify'),
    kinds: ['human_check, open'],
    faults: [...BROKEN, ...DENIED],
    once: 'right',
    lasting: 'right',
  },
  { ...verify('everything'), faults: ['slow'], lasting: 'right' },
  { ...verify('everything'), faults: ['stumbling'], lasting: RIGHT_LATER },

  ...triedAgain(deliver('KMS'), 'sent', SENT_LATER),
  { ...deliver('DynamoDB'), faults: ['slow'], once: 'sent', lasting: 'sent' },
  {
    ...deliver('DynamoDB'),
    faults: ['silent', 'reset', 'throttled', 'server error'],
    once: 'sent',
    lasting: SENT_LATER,
  },
  {
    ...deliver('DynamoDB'),
    faults: ['done, but silent', 'done, then reset', 'done, then 504', 'bad JSON'],
    once: 'sent',
    lasting: SENT_AGAIN,
  },
  { ...deliver('DynamoDB'), faults: DENIED, once: SENT_LATER, lasting: SENT_LATER },
  ...triedAgain(deliver('Parameter Store'), 'sent', SENT_LATER),
  ...sentBy('SES'),
  ...sentBy('End User Messaging'),
  ...sentBy('SNS'),
  ...sentBy('Lambda (own sender)'),
];
