import type { Challenge, ChallengeState, CognitoChallengeState, State } from './state.ts';

export interface Story {
  readonly title: string;
  readonly state: State;
}

const EXPIRES_AT_MS = Date.parse('2030-01-01T00:03:00Z');

/** Letters on waves, as an SVG: the real ones are PNGs. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 264 84"><rect width="264" height="84" fill="#fff"/><g fill="none" stroke="#345" stroke-width="2"><path d="M0 60q66-50 132 0t132 0M0 30q66 40 132 0t132 0"/></g><text x="20" y="58" font-family="serif" font-size="44" letter-spacing="8" fill="#123">HXKTRA</text></svg>',
)}`;

const ask = (challenge: Challenge, more: Partial<ChallengeState> = {}): ChallengeState => ({
  at: 'challenge',
  challenge,
  step: 2,
  steps: 3,
  attemptsRemaining: 3,
  expiresAtMs: EXPIRES_AT_MS,
  secondsLeft: 172,
  alternatives: [],
  busy: false,
  ...more,
});

const cognito = (name: string, more: Partial<CognitoChallengeState> = {}): CognitoChallengeState => ({
  at: 'cognito-challenge',
  name,
  parameters: {},
  busy: false,
  ...more,
});

const captcha: Challenge = { name: 'captcha', imageUrl: PICTURE };
const email: Challenge = {
  name: 'email_otp',
  medium: 'EMAIL',
  destination: 'c***@a***',
  length: 6,
  alphabet: 'digits',
};
const sms: Challenge = { ...email, name: 'sms_otp', medium: 'SMS', destination: '+*******0321' };
const link: Challenge = {
  name: 'magic_link',
  medium: 'EMAIL',
  destination: 'c***@a***',
  question: 'AAECAwQFBgcICQoLDA0ODw',
};
const wrong = { problem: 'WRONG_ANSWER', attemptsRemaining: 2 } as const;
const resendable = { resendInSeconds: 0, alternatives: ['sms_otp'] };

/** Every state that a page can be in, as data: what designers look at, and tests render. */
export const stories: readonly Story[] = [
  { title: 'Nothing has begun', state: { at: 'idle' } },
  { title: 'A call is made', state: { at: 'working' } },
  { title: 'captcha', state: ask(captcha) },
  { title: 'captcha, wrong', state: ask(captcha, wrong) },
  { title: 'captcha, answered', state: ask(captcha, { busy: true }) },
  { title: 'captcha, expired', state: ask(captcha, { problem: 'EXPIRED' }) },
  {
    title: 'email_otp, sent just now',
    state: ask(email, { resendInSeconds: 28, alternatives: ['sms_otp'] }),
  },
  { title: 'email_otp, may be sent again', state: ask(email, resendable) },
  { title: 'email_otp, wrong', state: ask(email, { ...resendable, ...wrong }) },
  { title: 'email_otp, the last attempt', state: ask(email, { ...wrong, attemptsRemaining: 1 }) },
  { title: 'email_otp, out of time', state: ask(email, { ...resendable, secondsLeft: 0 }) },
  { title: 'email_otp, no more messages', state: ask(email, { ...resendable, problem: 'SEND_LIMIT' }) },
  { title: 'email_otp, a long code', state: ask({ ...email, length: 20 }, resendable) },
  { title: 'email_otp, letters', state: ask({ ...email, alphabet: 'letters' }, resendable) },
  { title: 'email_otp, before a proof', state: ask({ ...email, destination: '***@***' }, resendable) },
  { title: 'sms_otp', state: ask(sms, { resendInSeconds: 12, alternatives: ['email_otp'] }) },
  { title: 'sms_otp, before a proof', state: ask({ ...sms, destination: '+*******' }) },
  { title: 'magic_link', state: ask(link, { resendInSeconds: 0, step: 1, steps: 1 }) },
  { title: 'magic_link, wrong code', state: ask(link, { resendInSeconds: 0, ...wrong }) },
  {
    title: 'human_check',
    state: ask({
      name: 'human_check',
      provider: 'turnstile',
      siteKey: '1x00000000000000000000AA',
      action: '',
    }),
  },
  {
    title: 'proof_of_work',
    state: ask({ name: 'proof_of_work', prefix: 'AAECAwQFBgcICQoLDA0ODw.', difficulty: 18 }),
  },
  {
    title: 'external',
    state: ask({
      name: 'external',
      challenge: 'external',
      parameters: { challenge: 'external', 'quiz.question': 'What colour is your first bicycle?' },
    }),
  },
  {
    title: 'A challenge of a newer server',
    state: ask({ name: 'external', challenge: 'passphrase', parameters: { challenge: 'passphrase' } }),
  },
  { title: 'Cognito: authenticator app', state: cognito('SOFTWARE_TOKEN_MFA') },
  {
    title: 'Cognito: authenticator app, wrong',
    state: cognito('SOFTWARE_TOKEN_MFA', { problem: 'CodeMismatchException' }),
  },
  { title: 'Cognito: text message', state: cognito('SMS_MFA') },
  {
    title: 'Cognito: set up an authenticator app',
    state: cognito('MFA_SETUP', { parameters: { SecretCode: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } }),
  },
  {
    title: 'Cognito: which factor',
    state: cognito('SELECT_MFA_TYPE', {
      parameters: { MFAS_CAN_CHOOSE: '["SOFTWARE_TOKEN_MFA","SMS_MFA","EMAIL_OTP"]' },
    }),
  },
  {
    title: 'Cognito: a new password',
    state: cognito('NEW_PASSWORD_REQUIRED', { problem: 'InvalidPasswordException' }),
  },
  { title: 'A link that was asked for here', state: { at: 'link', username: 'casey@acme.example' } },
  { title: 'A link from elsewhere', state: { at: 'link' } },
  { title: 'Whose account a link signed in to', state: { at: 'account', account: 'casey@acme.example' } },
  { title: 'It goes on in another tab', state: { at: 'elsewhere' } },
  { title: 'Signed in', state: { at: 'signed-in' } },
  { title: 'Refused', state: { at: 'refused', retryable: true, reason: 'NotAuthorizedException' } },
  {
    title: 'Refused for good',
    state: { at: 'refused', retryable: false, reason: 'UserNotConfirmedException' },
  },
  { title: 'Not available', state: { at: 'unavailable', reason: 'TooManyRequestsException: Rate exceeded' } },
];
