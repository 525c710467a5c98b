/**
 * The Sessions that wait for a link, in localStorage, each under its question: so that a link that opens in another
 * tab finds its own, and several sign-ins may be under way at once. Cognito takes a Session once; what is kept is the
 * newest of a question.
 */

const PREFIX = 'magic-link.';

/** @param {Storage} storage */
export function sessionStore(storage, now = Date.now) {
  const parsed = key => {
    try {
      return JSON.parse(storage.getItem(key));
    } catch {
      return null; // written by something else
    }
  };

  /** Takes away what no link can be for any more. */
  function sweep() {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
    for (const key of keys.filter(each => each?.startsWith(PREFIX))) {
      const isOver = !(Date.parse(parsed(key)?.expiresAt) > now());
      if (isOver) storage.removeItem(key);
    }
  }

  return {
    /** Keeps the round of a challenge that waits for a link, with the name that was typed for it. */
    keep: ({ session, username, typed, parameters: { question, expiresAt } }) => {
      sweep();
      storage.setItem(PREFIX + question, JSON.stringify({ session, username, typed, expiresAt }));
    },
    /** The Session of a question, as `{session, username, typed}`; undefined where this browser has none. */
    find: question => {
      sweep();
      const kept = parsed(PREFIX + question);
      return kept ? { session: kept.session, username: kept.username, typed: kept.typed } : undefined;
    },
    forget: question => storage.removeItem(PREFIX + question),
  };
}
