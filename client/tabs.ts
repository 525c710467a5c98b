import { type OpenedLink, questionOf } from './link.ts';

/**
 * What the tabs of a browser tell each other, so that a link finds the tab that waits for it. The link's token goes to that
 * tab once a person has pressed the button; no Session and no token of Cognito's goes anywhere.
 */
type Note =
  /** A link was opened here: who waits for it? */
  | { readonly is: 'opened'; readonly username: string; readonly question: string }
  /** `tab` does. `exact`: for this very question. */
  | { readonly is: 'waits'; readonly tab: string; readonly typed: string; readonly exact: boolean }
  | { readonly is: 'answer'; readonly tab: string; readonly username: string; readonly token: string }
  | { readonly is: 'taken'; readonly username: string }
  | { readonly is: 'signed-in'; readonly username: string };

/** As much of BroadcastChannel as is used. */
export interface Channel {
  postMessage(note: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  close(): void;
}

/** What a tab does about the others. */
export interface TabEvents {
  /** The sign-in of this tab that waits for a link to that user. */
  waiting(username: string): { readonly typed: string; readonly question: string } | undefined;
  /** Another tab has a link that this one waits for. */
  answer(username: string, token: string): void;
  /** Another tab waits for the link that was opened here. */
  found(typed: string): void;
  /** It has taken the link. */
  taken(username: string): void;
  signedIn(username: string): void;
}

export interface Tabs {
  opened(link: OpenedLink): void;
  /** Gives the link to the tab that waits for it. @returns whether there is one */
  handOver(link: OpenedLink): boolean;
  signedIn(username: string): void;
  close(): void;
}

export function connectTabs(channel: Channel | null | undefined, events: TabEvents): Tabs {
  const self = String(Math.random());
  const tell = (note: Note) => channel?.postMessage(note);
  let other: Extract<Note, { is: 'waits' }> | undefined;

  function hear(note: Note): void {
    if (note.is === 'opened') {
      const waiting = events.waiting(note.username);
      if (waiting)
        tell({ is: 'waits', tab: self, typed: waiting.typed, exact: waiting.question === note.question });
    } else if (note.is === 'waits') {
      // Without a ledger, a link counts in the sign-in that asked for it and in no other of the same user.
      if (other?.exact) return;
      other = note;
      events.found(note.typed);
    } else if (note.is === 'answer') {
      if (note.tab !== self || !events.waiting(note.username)) return;
      tell({ is: 'taken', username: note.username });
      events.answer(note.username, note.token);
    } else if (note.is === 'taken') events.taken(note.username);
    else events.signedIn(note.username);
  }

  if (channel) channel.onmessage = ({ data }) => hear(data as Note);
  return {
    opened: link => {
      other = undefined;
      tell({ is: 'opened', username: link.username, question: questionOf(link) });
    },
    handOver: ({ username, token }) => {
      if (other) tell({ is: 'answer', tab: other.tab, username, token });
      return other !== undefined;
    },
    signedIn: username => tell({ is: 'signed-in', username }),
    close: () => channel?.close(),
  };
}

/** Undefined where there is none, or where the user blocks it (making one throws): then a link always starts its own sign-in. */
export function pageChannel(): Channel | undefined {
  try {
    return typeof window === 'undefined' ? undefined : (new BroadcastChannel('cognito-challenge') as Channel);
  } catch {
    return undefined;
  }
}
