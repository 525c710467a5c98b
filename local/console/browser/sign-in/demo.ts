import type { Model } from '../model.ts';
import { beginsWithPassword } from '../state/people.ts';
import type { Store } from '../store.ts';
import { play, type Stage } from './play.ts';
import type { Session } from './session.ts';
import { standInToken } from './stand-in.ts';

export interface Demo {
  play(): Promise<void>;
  stop(): void;
}

const KEY_MS = 45;
/** How long the last words stay. */
const END_MS = 2500;

/** Plays the demo on the page: what it does is what a person could do there. */
export function createDemo(store: Store<Model>, session: Session): Demo {
  let running: AbortController | undefined;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)');

  function stop(): void {
    running?.abort(new Error('The demo was stopped.'));
    running = undefined;
    store.set({ playing: undefined });
  }

  function stageOf({ signal }: AbortController): Stage {
    const pause = (ms: number) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      });
    /** Growing, a key at a time; at once for who wants nothing to move. */
    async function typed(text: string, show: (text: string) => void): Promise<void> {
      for (let length = isStill.matches ? text.length : 1; length <= text.length; length++) {
        show(text.slice(0, length));
        await pause(KEY_MS);
      }
    }
    return {
      pause,
      say: playing => store.set({ playing }),
      typeName: async () => {
        const { server } = store.get().snapshot ?? {};
        if (!server?.demoUser) throw new Error('There is no demo user.');
        const { username, password } = server.demoUser;
        session.offer({ username: '', password: '' });
        await typed(username, text => session.type({ username: text }));
        await typed(password, text => session.type({ password: text }));
      },
      start: async () => {
        const { snapshot } = store.get();
        if (!snapshot?.server.demoUser) return;
        const { username, password } = snapshot.server.demoUser;
        await session.signIn().start({ username, ...(beginsWithPassword(snapshot.server) && { password }) });
      },
      answer: async text => {
        await typed(text, answer => session.type({ answer }));
        signal.throwIfAborted();
        await session.signIn().answer(text);
      },
      signIn: () => store.get().signIn,
      snapshot: () => store.get().snapshot,
      until: look => store.until(look, signal),
      within: (ms, look) => {
        const over = new AbortController();
        const timer = setTimeout(() => over.abort(), ms);
        return store
          .until(look, AbortSignal.any([signal, over.signal]))
          .catch(error => {
            if (signal.aborted) throw error;
            return undefined;
          })
          .finally(() => clearTimeout(timer));
      },
      humanToken: standInToken,
    };
  }

  return {
    stop,
    play: async () => {
      stop();
      session.signIn().restart();
      running = new AbortController();
      const { signal } = running;
      try {
        const stage = stageOf(running);
        await play(stage);
        await stage.pause(END_MS);
        stop();
      } catch (error) {
        if (signal.aborted) return;
        store.set({ playing: error instanceof Error ? error.message : String(error) });
      }
    },
  };
}
