import type { Tokens } from '../../client/state.ts';
import type { Reply, Transport } from '../../client/transport.ts';

export const NOW = Date.parse('2026-11-21T20:40:00Z');
export const USERNAME = '6f1c2c3e-casey';
export const QUESTION = 'AAECAwQFBgcICQoLDA0ODw';

/** An ID token that nobody signed: the kit only reads whose it is. */
export const tokensOf = (claims: object): Tokens => ({
  idToken: `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`,
  accessToken: 'access',
  refreshToken: 'refresh',
});

export const TOKENS = tokensOf({
  'cognito:username': USERNAME,
  email: 'casey@acme.example',
  email_verified: true,
});

/** What the server says besides, with each question. */
const COMMON = {
  step: '1',
  steps: '2',
  attemptsRemaining: '3',
  expiresAt: new Date(NOW + 180_000).toISOString(),
  USERNAME,
};
const SENT = {
  deliveryMedium: 'EMAIL',
  destination: 'c***@a***',
  resendAfter: new Date(NOW + 30_000).toISOString(),
  codeLength: '6',
  codeAlphabet: 'digits',
};

/** A question of each kind, as the server asks it. */
export const ASKED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  captcha: { challenge: 'captcha', captchaUrl: 'data:image/png;base64,AAAA', ...COMMON },
  email_otp: { challenge: 'email_otp', alternatives: 'email_otp,sms_otp', ...SENT, ...COMMON },
  sms_otp: {
    challenge: 'sms_otp',
    alternatives: 'email_otp,sms_otp',
    ...SENT,
    deliveryMedium: 'SMS',
    ...COMMON,
  },
  magic_link: { challenge: 'magic_link', question: QUESTION, ...SENT, ...COMMON },
  human_check: { challenge: 'human_check', provider: 'turnstile', siteKey: 'key', ...COMMON },
  proof_of_work: { challenge: 'proof_of_work', prefix: 'prefix.', difficulty: '8', ...COMMON },
  external: { challenge: 'external', 'quiz.question': 'What?', ...COMMON },
  newer: { challenge: 'passphrase', words: '5', ...COMMON },
};

export interface Call {
  readonly operation: 'start' | 'respond' | 'signOut';
  readonly answer?: string;
  readonly session?: string;
  readonly password?: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

type Next = Reply | Error;

export interface FakeCognito extends Transport {
  readonly calls: readonly Call[];
  /** Answers the oldest call that waits. Calls wait for it, or for what was laid down before. */
  readonly reply: (next: Next) => Promise<void>;
  /** What the next calls get at once, one after the other. */
  readonly next: (...replies: Next[]) => void;
  readonly waiting: () => number;
}

let sessions = 0;

/** A question, in a Session of its own. */
export const asks = (name: string, more: Readonly<Record<string, string>> = {}): Reply => ({
  challengeName: 'CUSTOM_CHALLENGE',
  username: USERNAME,
  session: `session ${++sessions}`,
  parameters: { ...ASKED[name], ...more },
});

export const failure = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

/** A transport whose replies a test gives, when it likes. */
export function fakeCognito(more: Partial<Transport> = {}): FakeCognito {
  const calls: Call[] = [];
  const laidDown: Next[] = [];
  const waiting: ((next: Next) => void)[] = [];
  const settle = (next: Next, resolve: (reply: Reply) => void, reject: (error: Error) => void) =>
    next instanceof Error ? reject(next) : resolve(next);
  const take = (call: Call): Promise<Reply> => {
    calls.push(call);
    return new Promise((resolve, reject) => {
      const next = laidDown.shift();
      if (next) settle(next, resolve, reject);
      else waiting.push(later => settle(later, resolve, reject));
    });
  };
  return {
    calls,
    next: (...replies) => void laidDown.push(...replies),
    waiting: () => waiting.length,
    reply: async next => {
      waiting.shift()?.(next);
      await new Promise(resolve => setImmediate(resolve));
    },
    start: ({ password, clientMetadata }) =>
      take({ operation: 'start', clientMetadata, ...(password !== undefined && { password }) }),
    respond: ({ session = '' }, answer, { clientMetadata }) =>
      take({ operation: 'respond', answer, session, clientMetadata }),
    signOut: async () => void calls.push({ operation: 'signOut' }),
    ...more,
  };
}
