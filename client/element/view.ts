import type { SignIn, State } from '../state.ts';
import { challengeView } from './challenge-view.ts';
import { cognitoView } from './cognito-view.ts';
import { filled, type Words } from './words/index.ts';

/** What the element shows of a state. One template renders all of them, so that what stays the same stays in place. */
export interface View {
  /** Another one is another question: fields are emptied, and the focus moves there. */
  readonly key: string;
  readonly title: string;
  readonly hint?: string;
  readonly image?: { readonly src: string; readonly alt: string };
  /** To read or to copy: a key, the texts of a question of somebody's own. */
  readonly texts?: readonly string[];
  readonly fields?: readonly Field[];
  /** The widget of a human check is shown. */
  readonly isWidget?: boolean;
  readonly problem?: string;
  /** Beside the question: step, attempts, time. */
  readonly facts?: readonly string[];
  readonly isBusy?: boolean;
  readonly submit?: Submit;
  readonly actions?: readonly Action[];
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Submit {
  readonly label: string;
  /** @param values by the names of the fields */
  readonly send: (signIn: SignIn, values: Readonly<Record<string, string>>) => unknown;
}

export interface Action {
  readonly label: string;
  readonly run: (signIn: SignIn) => unknown;
  readonly isWaiting?: boolean;
}

export interface ViewOptions {
  readonly words: Words;
  /** Whether the form to begin with asks for a password. */
  readonly withPassword: boolean;
}

type ViewOf<At extends State['at']> = (
  state: Extract<State, { at: At }>,
  options: ViewOptions,
) => Omit<View, 'key'>;

const restart = (label: string): Action => ({ label, run: signIn => signIn.restart() });
const confirm = (label: string): Submit => ({ label, send: signIn => signIn.confirm() });

const again = (words: Words): Submit => ({ label: words.restart, send: signIn => signIn.restart() });

const VIEWS: { readonly [At in Exclude<State['at'], 'challenge' | 'cognito-challenge'>]: ViewOf<At> } = {
  idle: (_, { words, withPassword }) => ({
    title: words.sign_in,
    fields: [
      {
        name: 'username',
        label: words.username,
        attributes: { autocomplete: 'username', autocapitalize: 'none' },
      },
      ...(withPassword
        ? [
            {
              name: 'password',
              label: words.password,
              attributes: { type: 'password', autocomplete: 'current-password' },
            },
          ]
        : []),
    ],
    submit: { label: words.next, send: (signIn, values) => signIn.start(values as { username: string }) },
  }),
  working: (_, { words }) => ({ title: words.working, isBusy: true }),
  link: ({ username: account }, { words }) =>
    account === undefined
      ? {
          title: words.foreign_link,
          hint: words.foreign_hint,
          submit: confirm(words.next),
          actions: [restart(words.cancel)],
        }
      : {
          title: filled(words.is_it_you, { account }),
          submit: confirm(words.sign_in),
          actions: [restart(words.cancel)],
        },
  account: ({ account }, { words }) => ({
    title: filled(words.is_it_you, { account }),
    submit: confirm(words.yes),
    actions: [restart(words.no)],
  }),
  elsewhere: (_, { words }) => ({
    title: words.elsewhere,
    submit: again(words),
  }),
  'signed-in': (_, { words }) => ({ title: words.signed_in }),
  refused: ({ retryable }, { words }) => ({
    title: words.refused,
    hint: retryable ? words.refused_hint : words.refused_for_good,
    submit: again(words),
  }),
  unavailable: (_, { words }) => ({
    title: words.unavailable,
    hint: words.unavailable_hint,
    submit: again(words),
  }),
};

export function viewOf(state: State, options: ViewOptions): View {
  if (state.at === 'challenge') return challengeView(state, options.words);
  if (state.at === 'cognito-challenge') return cognitoView(state, options.words);
  const view = (VIEWS[state.at] as ViewOf<State['at']>)(state as never, options);
  // Other fields, or in another language, are another form.
  return { key: [state.at, ...(view.fields ?? []).map(({ label }) => label)].join(), ...view };
}
