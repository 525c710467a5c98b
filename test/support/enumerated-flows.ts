import type { Action } from '../../functions/event/action.ts';
import type { SessionEntry } from '../../functions/event/session-entry.ts';
import { decide } from '../../functions/flow/decide.ts';
import type { Step } from '../../functions/settings/step.ts';
import { everySession, type Letters, type Metadata } from './every-session.ts';
import { type Oracle, oracleOf } from './sessions-oracle.ts';
import { CAPTCHA, CODE, PASSWORD, step } from './settings.ts';
import { metadataOf } from './trigger-events.ts';

const RESEND: Action = { resend: true };
export const DEFAULT_FLOW = [PASSWORD, CAPTCHA];

export const captcha = (spent: number) => metadataOf('captcha', { spent });
const code = (challenge: string, spent: number) => metadataOf('code', { challenge, spent });
export const HOSTILE = {
  F: metadataOf('captcha', { challenge: 'forged' }), // a step's name, under a challenge that it is not
  N: null,
};

/** A flow, its letters and what should become of every word of them. */
export interface Case extends Oracle {
  readonly flow: readonly Step[];
  readonly srpTolerated?: boolean;
  readonly ownCreate?: boolean;
  readonly metadata: Metadata;
  /** The letters of the longest words, 16 of them: 1 + 16 + 16² + … */
  readonly letters: string;
  readonly length: 4 | 5;
}

export const twice = { attempts: 2 };

const CUSTOM_FIRST: Omit<Case, keyof Oracle> = {
  flow: [step(twice), step({ ...twice, name: 'email_otp', challenges: ['email_otp'] })],
  metadata: {
    ...{ A: captcha(0), B: captcha(1), X: 'CAPTCHA_CHALLENGE' },
    ...{ E: metadataOf('email_otp', { challenge: 'email_otp', sends: 1, sentAt: 1763750000 }) },
    ...{ G: metadataOf('email_otp', { challenge: 'email_otp', spent: 1 }), Y: 'EMAIL_OTP_CHALLENGE' },
    ...HOSTILE,
  },
  letters: 'AaBbXxEeGgYySPFN',
  length: 4,
};
const customFirst = [
  { name: 'captcha', asked: ['a', 'b'], bare: 'x' },
  { name: 'email_otp', asked: ['e', 'g'], bare: 'y' },
];

/** Flows of every kind, each with what should become of every session. */
export const enumeratedFlows: Readonly<Record<string, Case>> = {
  'password, CAPTCHA (the default)': {
    flow: DEFAULT_FLOW,
    metadata: {
      ...{ A: captcha(0), B: captcha(1), C: captcha(2), X: 'CAPTCHA_CHALLENGE' },
      ...{ D: captcha(3), Q: metadataOf('second_captcha') },
      ...HOSTILE,
    },
    letters: 'SsPpAaBbCcXxDQFN',
    length: 5,
    ...afterPassword([{ name: 'captcha', asked: ['a', 'b', 'c'], bare: 'x' }]),
  },
  'password, CAPTCHA, a second CAPTCHA, two attempts each': {
    flow: [PASSWORD, step(twice), step({ ...twice, name: 'second_captcha' })],
    metadata: {
      ...{ A: captcha(0), B: captcha(1), D: captcha(2) },
      ...{ Q: metadataOf('second_captcha'), R: metadataOf('second_captcha', { spent: 1 }) },
      ...HOSTILE,
    },
    letters: 'SsPpAaBbQqRrDdFN',
    length: 5,
    ...afterPassword([
      { name: 'captcha', asked: ['a', 'b'], bare: '' },
      { name: 'second_captcha', asked: ['q', 'r'], bare: '' },
    ]),
  },
  'CAPTCHA, code by e-mail': { ...CUSTOM_FIRST, ...oracleOf('', customFirst) },
  'CAPTCHA, code by e-mail, where a leading SRP_A is passed over': {
    ...CUSTOM_FIRST,
    srpTolerated: true,
    ...oracleOf('S?', customFirst),
  },
  'CAPTCHA, code by e-mail, where create is the operator’s own': {
    ...CUSTOM_FIRST,
    ownCreate: true,
    letters: 'AaBbXxEeGgYySNnF',
    ...oracleOf(
      '',
      customFirst.map(each => ({ ...each, bare: `${each.bare}n` })),
    ),
  },
  'password, CAPTCHA, where SRP_A is passed over, which the flow asks for': {
    flow: [PASSWORD, step(twice)],
    srpTolerated: true,
    metadata: { A: captcha(0), B: captcha(1), X: 'CAPTCHA_CHALLENGE', D: captcha(2), ...HOSTILE },
    letters: 'SsPpAaBbXxDdFfNn',
    length: 4,
    ...afterPassword([{ name: 'captcha', asked: ['a', 'b'], bare: 'x' }]),
  },
  'code by e-mail or text message, the user’s choice': {
    flow: [{ ...CODE, ...twice }],
    metadata: {
      ...{ E: code('email_otp', 0), G: code('email_otp', 1), Y: 'EMAIL_OTP_CHALLENGE' },
      ...{ T: code('sms_otp', 0), U: code('sms_otp', 1), Z: 'SMS_OTP_CHALLENGE' },
      A: code('captcha', 0), // an alternative that the step does not have
      ...HOSTILE,
    },
    letters: 'EeGgYyTtUuZzASFN',
    length: 4,
    ...oracleOf('', [{ name: 'code', asked: ['et', 'gu'], bare: 'yz' }]),
  },
};

/** The password is Cognito's to ask for: SRP_A, then its verifier. */
function afterPassword(steps: Parameters<typeof oracleOf>[1]): Oracle {
  const { tokens, answered, acted } = oracleOf('SP', steps, '(KV?)?');
  const password = { 'password 0': /^S$/ };
  return { tokens, answered: { ...answered, ...password }, acted: { ...acted, ...password } };
}

type Walked = Oracle &
  Pick<Case, 'flow' | 'srpTolerated' | 'ownCreate'> & { readonly needsPassword?: boolean };

/** Compares decide with the oracle in every session, and gives the words on which they disagree. */
export function disagreements(each: Walked, letters: Letters, length: number, start: Letters = []) {
  const { flow, tokens, newPassword, answered, acted, ...circumstances } = each;
  const found: string[] = [];
  const calls = [
    [{ ...circumstances, action: undefined }, Object.entries(answered)],
    [{ ...circumstances, action: RESEND }, Object.entries(acted)],
  ] as const;
  // Letters that look alike to the oracle make one word of many sessions.
  const isOften = new Set(letters.map(([letter]) => letter)).size < letters.length;
  const known = new Map<string, string>();
  const wantedOf = (word: string, given: { action: Action | undefined }, asks: [string, RegExp][]) => {
    const key = given.action ? `${word} ` : word;
    const before = isOften ? known.get(key) : undefined;
    if (before) return before;
    const ask = asks.find(([, words]) => words.test(word))?.[0];
    const other = newPassword?.test(word) ? 'new password' : (ask ?? 'fail');
    const wanted = tokens.test(word) ? 'tokens' : other;
    if (isOften) known.set(key, wanted);
    return wanted;
  };
  const visit = (word: string, session: readonly SessionEntry[]) => {
    for (const [given, asks] of calls) {
      const decision = decide(flow, session, given);
      const got = decision.next === 'ask' ? `${decision.step.name} ${decision.spent}` : decision.next;
      const wanted = wantedOf(word, given, asks);
      if (got !== wanted)
        found.push(`${word}${given.action ? ', an action' : ''}: ${got} instead of ${wanted}`);
    }
  };
  const sessions = everySession(letters, length, visit, start);
  return { sessions, disagreements: found.slice(0, 20) };
}
