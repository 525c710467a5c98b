import * as srp from 'cognito-srp-helper';
import type { SrpHelper } from '../../../../client/adapters/cognito.ts';
import { fetchTransport } from '../../../../client/adapters/fetch.ts';
import type { CognitoChallenge } from '../../../../client/element/index.ts';
import { createSignIn, type SignIn, type State } from '../../../../client/index.ts';
import type { Server } from '../../../watch/protocol.ts';
import type { Form } from '../model.ts';
import { beginsWithPassword, type Person } from '../state/people.ts';

/** The sign-in of the page: the client kit, with its element. */
export interface Session {
  readonly signIn: () => SignIn;
  /** Makes it anew where the pool, the client or the language is another one. */
  use(server: Server, form: Pick<Form, 'client' | 'locale'>): void;
  /** Puts the element into the page. */
  mount(place: HTMLElement): void;
  /** Fills the fields of the form, or the answer, as if it was typed. */
  type(values: Readonly<Partial<Record<'username' | 'password' | 'answer', string>>>): void;
  /** Whom the form offers to sign in as, whenever it is there. */
  offer(person: Pick<Person, 'username' | 'password'>): void;
}

/** @param changed called with each state */
export function createSession(changed: (state: State) => void): Session {
  const element = document.createElement('cognito-challenge') as CognitoChallenge;
  let signIn: SignIn | undefined;
  let made = '';
  let offered = { username: '', password: '' };

  const type: Session['type'] = values => {
    for (const [name, value] of Object.entries(values)) {
      const input = element.shadowRoot?.querySelector<HTMLInputElement>(`input[name=${name}]`);
      if (input) input.value = value;
    }
  };
  const isIdle = () => signIn === undefined || signIn.state.at === 'idle';
  element.addEventListener('state', () => {
    if (isIdle()) type(offered);
  });

  return {
    type,
    signIn: () => {
      if (!signIn) throw new Error('The server has told nothing yet.');
      return signIn;
    },
    use({ userPoolId, clientIds, flow, ...server }, { client, locale }) {
      const clientId = clientIds[client] ?? Object.values(clientIds)[0] ?? '';
      const wanted = JSON.stringify([userPoolId, clientId, locale, flow]);
      if (made === wanted) return;
      made = wanted;
      signIn?.close();
      signIn = createSignIn(
        fetchTransport({
          endpoint: `${location.origin}/`,
          clientId,
          password: { userPoolId, srp: srp as SrpHelper },
        }),
        { locale, workerUrl: '/console/worker.js' },
      );
      element.lang = locale;
      element.toggleAttribute('password', beginsWithPassword({ ...server, userPoolId, clientIds, flow }));
      element.signIn = withoutWidget(signIn);
      signIn.subscribe(changed);
    },
    mount: place => {
      place.append(element);
      if (isIdle()) type(offered);
    },
    offer: ({ username, password }) => {
      offered = { username, password };
      if (isIdle()) type(offered);
    },
  };
}

/**
 * The same, but for the states in which the element would load a provider's widget: the page's policy lets nothing in from
 * elsewhere, and has a stand-in.
 */
const withoutWidget = (signIn: SignIn): SignIn => ({
  ...signIn,
  get state() {
    return signIn.state;
  },
  subscribe: listener =>
    signIn.subscribe(state => {
      if (!(state.at === 'challenge' && state.challenge.name === 'human_check')) listener(state);
    }),
});
