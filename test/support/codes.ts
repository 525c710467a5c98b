import type { SentMessage } from '../../local/services/outbox.ts';

/** The code in a message: the one run of six to ten digits that stands alone. */
export function codeIn({ text }: SentMessage): string {
  const [code] = /(?<![\w.#-])\d{6,10}(?![\w.])/.exec(text) ?? [];
  if (!code) throw new Error(`There is no code in: ${text}`);
  return code;
}

/** The link in a message. */
export function linkIn({ text }: SentMessage): URL {
  const [link] = /https?:\/\/\S+/.exec(text) ?? [];
  if (!link) throw new Error(`There is no link in: ${text}`);
  return new URL(link);
}
