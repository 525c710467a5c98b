import type { SessionEntry } from '../../functions/event/session-entry.ts';
import { entry } from './trigger-events.ts';

/**
 * Entries of a session, each with a letter: so a session is a word, and what should become of it is a regular
 * expression. A capital stands for a passed entry, a small letter for a failed one.
 */
export type Letters = readonly (readonly [letter: string, entry: SessionEntry])[];

const names = {
  S: 'SRP_A',
  P: 'PASSWORD_VERIFIER',
  O: 'DEVICE_PASSWORD_VERIFIER', // one of Cognito's others
  M: undefined, // missing
};

/** What Cognito puts into a custom flow of its own, after the password or after the last step. */
const cognitos = {
  W: 'NEW_PASSWORD_REQUIRED',
  T: 'SOFTWARE_TOKEN_MFA',
  I: 'SMS_MFA',
  J: 'EMAIL_OTP',
  L: 'MFA_SETUP',
  C: 'SELECT_MFA_TYPE',
  K: 'DEVICE_SRP_AUTH',
  V: 'DEVICE_PASSWORD_VERIFIER',
  H: 'ADMIN_NO_SRP_AUTH',
};

/** Cognito's own entries, whatever stands in their metadata. */
export function cognitoLetters(metadata: readonly (string | null)[]): Letters {
  return Object.entries(cognitos).flatMap(([letter, name]) =>
    metadata.flatMap(text => both(letter, name, text)),
  );
}

/** Which metadata a custom challenge's letter stands for; none of S, P, O and M. */
export type Metadata = Readonly<Record<string, string | null>>;

/** Every name with every result and every metadata: under another name, metadata must count for nothing. */
export function everyLetter(metadata: Metadata): Letters {
  const texts = Object.entries(metadata);
  const custom = texts.flatMap(([letter, text]) => both(letter, 'CUSTOM_CHALLENGE', text));
  const others = Object.entries(names).flatMap(([letter, name]) =>
    texts.flatMap(([, text]) => both(letter, name, text)),
  );
  return [...custom, ...others];
}

/**
 * One entry a letter, for long words: of several under one letter the first, which has the metadata of a step and so
 * looks most like a passed one.
 */
export function oneOfEach(letters: Letters, chosen: string): Letters {
  return [...chosen].map(letter => {
    const found = letters.find(([other]) => other === letter);
    if (!found) throw new Error(`There is no letter ${letter}.`);
    return found;
  });
}

function both(letter: string, name: unknown, text: string | null): Letters {
  return [
    [letter, entry(name, true, text)],
    [letter.toLowerCase(), entry(name, false, text)],
  ];
}

/**
 * Calls `visit` with every session of at most `length` entries; the session is only good during the call.
 *
 * @param start what each of them begins with, which is not counted
 * @returns how many there were
 */
export function everySession(
  letters: Letters,
  length: number,
  visit: (word: string, session: readonly SessionEntry[]) => void,
  start: Letters = [],
): number {
  const session: SessionEntry[] = start.map(([, made]) => made);
  const longest = start.length + length;
  let count = 0;
  const visitFrom = (word: string) => {
    count++;
    visit(word, session);
    if (session.length === longest) return;
    for (const [letter, made] of letters) {
      session.push(made);
      visitFrom(word + letter);
      session.pop();
    }
  };
  visitFrom(start.map(([letter]) => letter).join(''));
  return count;
}
