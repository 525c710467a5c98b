import { patch } from './dom/patch.ts';
import { listen } from './live.ts';
import type { Actions, Form, Model, Theme } from './model.ts';
import { Refused, requests } from './requests.ts';
import { createDemo } from './sign-in/demo.ts';
import { createSession } from './sign-in/session.ts';
import { readAddress, writeAddress } from './state/address.ts';
import { LANGUAGES } from './state/languages.ts';
import { people } from './state/people.ts';
import { createStore } from './store.ts';
import { Page } from './views/page.tsx';

const THEME = 'local-cognito.theme';
/** How long `Copied.` is shown. */
const SAID_MS = 2000;
/** How old metrics get while somebody looks at them. */
const FRESH_MS = 5000;

/** Draws the console into a page, and keeps it true. */
export function startConsole(root: HTMLElement): void {
  const first: Model = {
    connection: 'connecting',
    address: readAddress(location.search),
    form: { who: '', client: '', locale: languageOf(navigator.language) },
    signIn: { at: 'idle' },
    said: '',
    refused: {},
    theme: readTheme(localStorage.getItem(THEME)),
  };
  let isDrawing = false;
  const store = createStore(first, () => {
    if (isDrawing) return;
    isDrawing = true;
    queueMicrotask(() => {
      isDrawing = false;
      patch(root, Page({ model: store.get(), act }));
    });
  });
  const session = createSession(signIn => {
    const isNew = signIn.at === 'working' && store.get().signIn.at === 'idle';
    store.set({ signIn });
    // The newest run is the one to watch.
    if (isNew) act.go({ run: undefined, call: undefined });
  });
  const demo = createDemo(store, session);
  /** Of users who were added here. */
  const passwords = new Map<string, string>();
  let saidTimer: ReturnType<typeof setTimeout> | undefined;
  let metricsTimer: ReturnType<typeof setTimeout> | undefined;

  function say(said: string): void {
    clearTimeout(saidTimer);
    store.set({ said });
    saidTimer = setTimeout(() => store.set({ said: '' }), SAID_MS);
  }

  /** Sends something, and shows at its place why it was refused. @returns whether it was not */
  async function send(place: string, request: Promise<unknown>): Promise<boolean> {
    store.set({ busy: place, refused: { ...store.get().refused, [place]: [] } });
    try {
      await request;
      return true;
    } catch (error) {
      const reasons =
        error instanceof Refused ? error.reasons : ['The server does not answer. Is it running?'];
      store.set({ refused: { ...store.get().refused, [place]: reasons } });
      return false;
    } finally {
      store.set({ busy: undefined });
    }
  }

  /** Keeps the metrics fresh for as long as somebody looks at them. */
  async function showMetrics(): Promise<void> {
    clearTimeout(metricsTimer);
    const { view, minutes } = store.get().address;
    if (view !== 'metrics') return;
    const isCurrent = () => store.get().address.view === view && store.get().address.minutes === minutes;
    await send(
      'metrics',
      requests.metrics(minutes).then(metrics => isCurrent() && store.set({ metrics })),
    );
    if (isCurrent()) metricsTimer = setTimeout(showMetrics, FRESH_MS);
  }

  const act: Actions = {
    go: to => {
      const address = { ...store.get().address, ...to };
      history.replaceState(null, '', `${location.pathname}${writeAddress(address)}`);
      store.set({ address });
      void showMetrics();
    },
    theme: theme => {
      localStorage.setItem(THEME, theme);
      showTheme(theme);
      store.set({ theme });
    },
    copy: async (text, what) => {
      const isCopied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      say(isCopied ? `Copied ${what}.` : 'The browser does not let this page copy.');
    },
    form: change => {
      const { snapshot, form } = store.get();
      const next = { ...form, ...change };
      store.set({ form: next });
      if (!snapshot) return;
      session.use(snapshot.server, next);
      session.offer(whoIs(next.who) ?? { username: '', password: '' });
    },
    answer: text => void session.signIn().answer(text),
    restart: () => {
      demo.stop();
      session.signIn().restart();
    },
    mountElement: session.mount,
    play: () => void demo.play(),
    stopPlaying: () => demo.stop(),
    showMail: openMail => store.set({ openMail }),
    reset: async () => {
      demo.stop();
      session.signIn().restart();
      if (await send('reset', requests.reset())) {
        act.go({ run: undefined, call: undefined, user: undefined });
        say('Users, messages and sign-ins are gone.');
      }
    },
    addUser: async user => {
      if (!(await send('add-user', requests.addUser(user)))) return;
      if (user.password) passwords.set(user.username, user.password);
      say(`Added ${user.username}.`);
    },
    changeUser: async (username, change) => {
      if (await send(`user ${username}`, requests.changeUser(username, change))) say('Saved.');
    },
    deleteUser: async username => {
      if (await send(`user ${username}`, requests.deleteUser(username))) say('Deleted.');
    },
    draft: draft => store.set({ draft }),
    deploy: async inputs => {
      if (!(await send('deploy', requests.deploy(inputs)))) return;
      store.set({ draft: undefined });
      session.signIn().restart();
      say('Deployed.');
    },
    refuse: (place, reasons) => store.set({ refused: { ...store.get().refused, [place]: reasons } }),
    switch: switches => void send('switch', requests.switch(switches)),
  };

  function whoIs(who: string) {
    const { server, users } = store.get().snapshot ?? {};
    return server && people(server, users ?? [], passwords).find(each => each.who === who);
  }

  showTheme(first.theme);
  patch(root, Page({ model: first, act }));
  window.addEventListener('popstate', () => {
    store.set({ address: readAddress(location.search) });
    void showMetrics();
  });
  void showMetrics();
  listen((snapshot, connection) => {
    const before = store.get().snapshot?.server;
    store.set({ connection, ...(snapshot && { snapshot }) });
    if (!snapshot || snapshot.server === before) return;
    // Another deployment may ask for a password, and have other clients.
    const { demoUser, clientIds } = snapshot.server;
    const isNew = before === undefined;
    act.form(isNew ? { who: demoUser ? 'demo' : 'unknown', client: Object.keys(clientIds)[0] ?? '' } : {});
  });
}

const languageOf = (tag: string): Form['locale'] =>
  LANGUAGES.find(([locale]) => tag.toLowerCase().startsWith(locale))?.[0] ?? 'en';

const readTheme = (text: string | null): Theme => (text === 'light' || text === 'dark' ? text : 'system');

function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
}
