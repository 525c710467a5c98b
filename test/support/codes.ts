import type { SentMessage } from '../../local/services/outbox.ts';

const LINK = /https?:\/\/\S+/;

/** The code in a message: six to ten digits, or consonants, that stand alone. A link's user name may begin with some. */
export function codeIn({ text }: SentMessage): string {
  const [code] =
    /(?<![\w.#-])(\d{6,10}|[B-DF-HJ-NP-TV-XZ]{6,10})(?![\w.])/.exec(text.replace(LINK, '')) ?? [];
  if (!code) throw new Error(`There is no code in: ${text}`);
  return code;
}

/** The link in a message. */
export function linkIn({ text }: SentMessage): URL {
  const [link] = LINK.exec(text) ?? [];
  if (!link) throw new Error(`There is no link in: ${text}`);
  return new URL(link);
}
