import type { SentMessage } from '../../local/services/outbox.ts';

const LINK = /https?:\/\/\S+/;

/** Six to ten characters, or a long code as `inGroups` writes it: 20 digits, 15 letters. */
const formsOf = (one: string) => [`${one}{5}(?: ${one}{5}){2,3}`, `${one}{6,10}`];
const CODE = new RegExp(
  `(?<![\\w.#-])(${['\\d', '[B-DF-HJ-NP-TV-XZ]'].flatMap(formsOf).join('|')})(?![\\w.])`,
);

/**
 * The code in a message, without the blanks of its groups: digits, or consonants, that stand alone. A link's user name may
 * begin with some.
 */
export function codeIn({ text }: SentMessage): string {
  const [, code] = CODE.exec(text.replace(LINK, '')) ?? [];
  if (!code) throw new Error(`There is no code in: ${text}`);
  return code.replaceAll(' ', '');
}

/** The link in a message. */
export function linkIn({ text }: SentMessage): URL {
  const [link] = LINK.exec(text) ?? [];
  if (!link) throw new Error(`There is no link in: ${text}`);
  return new URL(link);
}
