import type { Challenge, ChallengeState, Code, Link } from '../state.ts';
import type { Action, Field, View } from './view.ts';
import { filled, type Words } from './words/index.ts';

type Part = Pick<View, 'title' | 'hint' | 'image' | 'texts' | 'fields' | 'isWidget'>;
type Name = Challenge['name'];

/** Codes above this length are of a message that may be an hour old (docs/how-it-works.md, long codes). */
const LONGEST_SHORT_CODE = 10;

export const ONE_TIME_CODE = {
  autocomplete: 'one-time-code',
  autocapitalize: 'characters',
  spellcheck: 'false',
};

const answerField = (label: string, attributes: Field['attributes']): Field[] => [
  { name: 'answer', label, attributes },
];

/** Where a message went, as far as it is told: before a proof, the mask says nothing. */
function sent({ medium, destination }: Code | Link, words: Words): string {
  if (/[\p{L}\d]/u.test(destination)) return filled(words.sent_to, { destination });
  return medium === 'SMS' ? words.sent_sms : words.sent_email;
}

const code = (challenge: Code, words: Words): Part => ({
  title: words.code,
  hint: challenge.length > LONGEST_SHORT_CODE ? words.long_code : sent(challenge, words),
  fields: answerField(words.code_label, {
    ...ONE_TIME_CODE,
    inputmode: challenge.alphabet === 'digits' ? 'numeric' : 'text',
  }),
});

const PARTS: { readonly [N in Name]: (challenge: Extract<Challenge, { name: N }>, words: Words) => Part } = {
  captcha: ({ imageUrl }, words) => ({
    title: words.captcha,
    image: { src: imageUrl, alt: words.captcha },
    fields: answerField(words.answer, {
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
    }),
  }),
  email_otp: code,
  sms_otp: code,
  magic_link: (challenge, words) => ({
    title: words.magic_link,
    hint: `${sent(challenge, words)} ${words.link_hint}`,
    fields: answerField(words.code_label, { ...ONE_TIME_CODE, inputmode: 'numeric' }),
  }),
  human_check: (_, words) => ({ title: words.human_check, isWidget: true }),
  proof_of_work: (_, words) => ({ title: words.proof_of_work }),
  external: ({ parameters }, words) => ({
    title: words.external,
    // Those of its own function: `<step name>.<name>`.
    texts: Object.entries(parameters).flatMap(([name, text]) => (name.includes('.') ? [text] : [])),
    fields: answerField(words.answer, { autocomplete: 'off' }),
  }),
};

/** A question of the flow. */
export function challengeView(state: ChallengeState, words: Words): View {
  const { challenge, problem, busy, alternatives } = state;
  const part = PARTS[challenge.name] as (challenge: Challenge, words: Words) => Part;
  const view = part(challenge, words);
  return {
    key: JSON.stringify([challenge, state.attemptsRemaining]),
    ...view,
    ...(problem && { problem: words[problem] }),
    facts: facts(state, words),
    isBusy: busy || challenge.name === 'proof_of_work',
    ...(view.fields && {
      submit: { label: words.next, send: (signIn, { answer = '' }) => signIn.answer(answer) },
    }),
    actions: [
      ...resend(state, words),
      ...alternatives.map((name): Action => ({ label: nameOf(name, words), run: it => it.choose(name) })),
      { label: words.restart, run: it => it.restart() },
    ],
  };
}

/** What an alternative is called; one that is not known here is like an external one. */
const nameOf = (alternative: string, words: Readonly<Record<string, string>>): string =>
  words[`or_${alternative}`] ?? words[alternative] ?? words.external ?? '';

function facts(
  { step, steps, attemptsRemaining: n, secondsLeft, challenge }: ChallengeState,
  words: Words,
): string[] {
  return [
    ...(steps > 1 ? [filled(words.step, { step, steps })] : []),
    ...(challenge.name === 'proof_of_work' ? [] : [filled(words.attempts, { n })]),
    ...(secondsLeft > 0 && Number.isFinite(secondsLeft)
      ? [filled(words.time, { time: clockOf(secondsLeft) })]
      : []),
  ];
}

function resend({ resendInSeconds: wait }: ChallengeState, words: Words): Action[] {
  if (wait === undefined) return [];
  const label = wait > 0 ? filled(words.resend_in, { time: clockOf(wait) }) : words.resend;
  return [{ label, run: signIn => signIn.resend(), isWaiting: wait > 0 }];
}

/** `2:05` */
const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
