import type { CognitoChallengeState } from '../state.ts';
import { ONE_TIME_CODE } from './challenge-view.ts';
import type { Action, Field, View } from './view.ts';
import type { Words } from './words/index.ts';

const codeField = (words: Words): Field[] => [
  { name: 'answer', label: words.code_label, attributes: { ...ONE_TIME_CODE, inputmode: 'numeric' } },
];

type Part = Pick<View, 'title' | 'texts' | 'fields' | 'actions'>;

const PARTS: Readonly<Record<string, (state: CognitoChallengeState, words: Words) => Part>> = {
  SOFTWARE_TOKEN_MFA: (_, words) => ({ title: words.totp, fields: codeField(words) }),
  MFA_SETUP: ({ parameters: { SecretCode = '' } }, words) => ({
    title: words.totp_setup,
    texts: [SecretCode],
    fields: codeField(words),
  }),
  NEW_PASSWORD_REQUIRED: (_, words) => ({
    title: words.new_password,
    fields: [
      {
        name: 'answer',
        label: words.password,
        attributes: { type: 'password', autocomplete: 'new-password' },
      },
    ],
  }),
  SELECT_MFA_TYPE: ({ parameters: { MFAS_CAN_CHOOSE = '[]' } }, words) => ({
    title: words.select,
    actions: (JSON.parse(MFAS_CAN_CHOOSE) as string[]).map(
      (name): Action => ({
        label: words[name as 'SMS_MFA'] ?? name,
        run: signIn => signIn.answer(name),
      }),
    ),
  }),
};

/** @param problem the name of Cognito's error */
function problemOf(problem: string, words: Words): string {
  if (problem === 'ExpiredCodeException') return words.used_code;
  return /Password/.test(problem) ? words.weak_password : words.WRONG_ANSWER;
}

/** A question of Cognito's own. One that is not here (`SMS_MFA`, `EMAIL_OTP`) asks for a code. */
export function cognitoView(state: CognitoChallengeState, words: Words): View {
  const { name, problem, busy } = state;
  const part = PARTS[name]?.(state, words) ?? { title: words.code, fields: codeField(words) };
  return {
    key: name,
    ...part,
    ...(problem && { problem: problemOf(problem, words) }),
    isBusy: busy,
    ...(part.fields && {
      submit: { label: words.next, send: (signIn, { answer = '' }) => signIn.answer(answer) },
    }),
    actions: [...(part.actions ?? []), { label: words.restart, run: signIn => signIn.restart() }],
  };
}
