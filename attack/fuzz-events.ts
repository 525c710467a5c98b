import fc from 'fast-check';
import { ROUND_LENGTH } from '../functions/question/question.ts';
import { mutated } from '../test/support/mutated-events.ts';
import { parametersOf } from '../test/support/right-answer.ts';
import {
  AFTER_PASSWORD,
  cognitoEvent,
  metadataOf,
  NONCE,
  round,
  type TriggerKind,
} from '../test/support/trigger-events.ts';

/** In every field that a client or a user may fill: nothing of it may come out again but in the event itself. */
export const MARK = 'q7Zk-marked';

/** Texts that mean something somewhere: to JavaScript, to a log, to a terminal, to a mail, to our own parsers. */
const hostile = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '\0', '\ud800', '\u2028', 'null', 'true'],
  ...[`x\n{"level":"FATAL","message":"${MARK}"}`, `\u001b[2J${MARK}`, `${MARK}\r\nBcc: ${MARK}@example.com`],
  ...[MARK.repeat(900), `${MARK}@example.com`, `de-${MARK}`, `https://${MARK}.example`, '+15550100321'],
  ...[metadataOf('captcha'), metadataOf('captcha', { spent: 9 }), 'CAPTCHA_CHALLENGE', 'resend', NONCE],
  ...[
    `${NONCE}.1763750000.${'a'.repeat(43)}`,
    '1e999',
    '-0',
    '../../etc/passwd',
    '${jndi:ldap://x}',
    '<script>',
  ],
];

const now = () => Math.floor(Date.now() / 1000);
const fields = {
  clientMetadata: { note: MARK, locale: MARK },
  userAttributes: { email: `${MARK}@x.example` },
};

/** Events as Cognito would send them, each of which leads far into its function, and none to a right answer. */
const bases: Readonly<Record<TriggerKind, () => readonly object[]>> = {
  define: () => [
    cognitoEvent('define', { ...fields, session: AFTER_PASSWORD }),
    cognitoEvent('define', {
      ...fields,
      session: [...AFTER_PASSWORD, round('code', false, { challenge: 'email_otp' })].slice(0, 2),
    }),
    cognitoEvent('define', { ...fields, userNotFound: true, session: AFTER_PASSWORD.slice(0, 1) }),
  ],
  create: () => [
    cognitoEvent('create', { ...fields, session: AFTER_PASSWORD }),
    cognitoEvent('create', {
      ...fields,
      session: [...AFTER_PASSWORD, round('code', false, { challenge: 'email_otp', sends: 1, sentAt: now() })],
      clientMetadata: { action: 'resend', challenge: 'magic_link' },
    }),
  ],
  verify: () =>
    ['email_otp', 'sms_otp', 'magic_link'].map(challenge => {
      const asked = {
        step: 'code',
        challenge,
        nonce: NONCE,
        issuedAt: now(),
        round: 'A'.repeat(ROUND_LENGTH),
      };
      return cognitoEvent('verify', {
        ...fields,
        privateChallengeParameters: parametersOf(asked),
        challengeAnswer: `${NONCE}.${now()}.${'a'.repeat(43)}`,
      });
    }),
};

/** What the delivering function is handed. */
const handedOver = () => ({
  question: { step: 'code', challenge: 'email_otp', nonce: NONCE, issuedAt: now() },
  ...{ userPoolId: 'eu-central-1_Ab3dE5gH7', clientId: MARK, userName: MARK, send: 1 },
  ...{ address: `${MARK}@example.com`, locale: 'de', name: MARK, redirect: 'https://app.example/' },
});

/** Events of every form: right ones with one or two parts replaced, and JSON of any kind. */
export function oddEvents(kind: TriggerKind | 'deliver'): fc.Arbitrary<unknown> {
  const known = kind === 'deliver' ? [handedOver()] : bases[kind]();
  return fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 9, arbitrary: fc.oneof(...known.map(base => mutated(base, fc.constantFrom(...hostile)))) },
  );
}
