import type { SessionEntry } from '../../functions/flow/decide.ts';
import { entry } from './trigger-events.ts';

/**
 * Entries of a session, each with a letter: so a session is a word, and what should become of it is a regular
 * expression. A capital stands for a passed entry, a small letter for a failed one.
 */
export type Letters = readonly (readonly [letter: string, entry: SessionEntry])[];

const NONCE = 'AAECAwQFBgcICQoLDA0ODw';

const names = {
  S: 'SRP_A',
  P: 'PASSWORD_VERIFIER',
  X: 'CUSTOM_CHALLENGE',
  O: 'DEVICE_PASSWORD_VERIFIER', // one of Cognito's others
  M: undefined, // missing
};

/** A custom challenge has the letter of its metadata. */
const metadata = {
  C: `CAPTCHA_CHALLENGE captcha ${NONCE} 1763750000`,
  Q: `CAPTCHA_CHALLENGE second_captcha ${NONCE} 1763750000`,
  F: `FORGED_CHALLENGE captcha ${NONCE} 1763750000`, // a step's name, under a challenge that it is not
  B: 'CAPTCHA_CHALLENGE', // bare, as in AWS's example
  N: null,
};

/** Every name with every result and every metadata. */
export const EVERY_LETTER: Letters = Object.entries(names).flatMap(([nameLetter, name]) =>
  Object.entries(metadata).flatMap(([metadataLetter, text]) => {
    const letter = nameLetter === 'X' ? metadataLetter : nameLetter;
    return [
      [letter, entry(name, true, text)] as const,
      [letter.toLowerCase(), entry(name, false, text)] as const,
    ];
  }),
);

/**
 * One entry a letter, for long words: under another name than CUSTOM_CHALLENGE metadata must count for nothing, so of
 * each letter the entry stays that looks most like a passed step, the one with the metadata of a step. Failures under
 * names that no flow has (o, m) are left out. That nothing is lost is shown by shorter words over every letter.
 */
export const ONE_OF_EACH: Letters = EVERY_LETTER.filter(
  ([letter], index) =>
    !'om'.includes(letter) && EVERY_LETTER.findIndex(([other]) => other === letter) === index,
);

/**
 * Calls `visit` with every session of at most `length` entries; the session is only good during the call.
 *
 * @returns how many there were
 */
export function everySession(
  letters: Letters,
  length: number,
  visit: (word: string, session: readonly SessionEntry[]) => void,
): number {
  const session: SessionEntry[] = [];
  let count = 0;
  const visitFrom = (word: string) => {
    count++;
    visit(word, session);
    if (session.length === length) return;
    for (const [letter, made] of letters) {
      session.push(made);
      visitFrom(word + letter);
      session.pop();
    }
  };
  visitFrom('');
  return count;
}
