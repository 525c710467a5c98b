import type { SentMessage } from '../../local/services/outbox.ts';

const LINK = /https?:\/\/\S+/;

/** The code in a message: the one run of six to ten digits that stands alone. A link's user name may begin with one. */
export function codeIn({ text }: SentMessage): string {
  const [code] = /(?<![\w.#-])\d{6,10}(?![\w.])/.exec(text.replace(LINK, '')) ?? [];
  if (!code) throw new Error(`There is no code in: ${text}`);
  return code;
}

/** The link in a message. */
export function linkIn({ text }: SentMessage): URL {
  const [link] = LINK.exec(text) ?? [];
  if (!link) throw new Error(`There is no link in: ${text}`);
  return new URL(link);
}
