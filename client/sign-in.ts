import { createAttempts } from './attempts.ts';
import { hideLink, type OpenedLink, readLink } from './link.ts';
import type { SignInOptions } from './options.ts';
import type { SignIn } from './state.ts';
import { connectTabs, pageChannel } from './tabs.ts';
import type { Transport } from './transport.ts';

/** A tab that has not taken a link within so many seconds is asleep, or closed. */
const SECONDS_TO_TAKE = 2;

/** The sign-in of a page: what a page, the hook and the element call, and links between tabs. */
export function createSignIn(transport: Transport, options: SignInOptions = {}): SignIn {
  const attempts = createAttempts(transport, options, seconds => {
    if (opened && state().at === 'working' && seconds >= SECONDS_TO_TAKE) void startByLink(opened);
  });
  const { state, show, end, idle, waitingFor } = attempts;
  /** A link that was opened here, until it is used. */
  let opened: OpenedLink | undefined;
  /** Whose sign-in went on in another tab. */
  let elsewhere: string | undefined;

  const tabs = connectTabs(options.channel === undefined ? pageChannel() : options.channel, {
    waiting: username => {
      const { typed, asked } = (idle() && waitingFor(username)) || {};
      return typed === undefined ? undefined : { typed, question: asked?.parameters.question ?? '' };
    },
    answer: (username, token) => {
      const waiting = waitingFor(username);
      if (waiting) void attempts.respond(waiting, token);
    },
    found: username => {
      if (state().at === 'link') show({ at: 'link', username });
    },
    taken: username => {
      if (state().at === 'working' && opened?.username === username) goElsewhere(username);
    },
    signedIn: username => {
      if (idle() && waitingFor(username)) goElsewhere(username);
      if (elsewhere === username) void followElsewhere(username);
    },
  });
  attempts.onSignedIn = tabs.signedIn;

  function goElsewhere(username: string): void {
    opened = undefined;
    elsewhere = username;
    end({ at: 'elsewhere' });
  }

  /** Signs in here as well, where the library keeps tokens for all tabs. */
  async function followElsewhere(username: string): Promise<void> {
    const tokens = await transport.stored?.(username);
    if (tokens && elsewhere === username && state().at === 'elsewhere') end({ at: 'signed-in', tokens });
  }

  async function startByLink({ username, token }: OpenedLink): Promise<void> {
    opened = undefined;
    await attempts.start({ username }, { token });
  }

  return {
    get state() {
      return state();
    },
    subscribe: attempts.subscribe,
    async start(who) {
      if (state().at === 'working') return;
      opened = undefined;
      await attempts.start(who, { typed: who.username });
    },
    async answer(text) {
      const current = idle();
      if (current && text.trim() !== '') await attempts.respond(current, text);
    },
    async resend() {
      const current = idle();
      if (current && state().at === 'challenge')
        await attempts.respond(current, 'resend', { action: 'resend' });
    },
    async choose(challenge) {
      const [current, asked] = [idle(), state()];
      if (current && asked.at === 'challenge' && asked.alternatives.includes(challenge))
        await attempts.respond(current, 'switch', { challenge });
    },
    async answerLink(location) {
      const link = readLink(location.hash);
      if (!link) return false;
      hideLink(location);
      const typed = (idle() && waitingFor(link.username))?.typed;
      opened = link;
      if (typed === undefined) {
        end({ at: 'link' });
        tabs.opened(link);
      } else show({ at: 'link', username: typed });
      return true;
    },
    async confirm() {
      if (state().at === 'account') return attempts.accept();
      if (state().at !== 'link' || !opened) return;
      const waiting = waitingFor(opened.username);
      if (waiting) {
        const { token } = opened;
        opened = undefined;
        return attempts.respond(waiting, token);
      }
      show({ at: 'working' });
      if (!tabs.handOver(opened)) return startByLink(opened);
      await attempts.outcome();
    },
    restart() {
      opened = undefined;
      attempts.forget();
    },
    close() {
      attempts.close();
      tabs.close();
    },
  };
}
