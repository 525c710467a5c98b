import { builtIn } from './built-in.ts';
import type { MessageName, Template, Templates } from './template.ts';

export interface Found {
  readonly template: Template;
  /** The locale that it is written in. */
  readonly locale: string;
}

/**
 * The message in the best locale: the operator's own, otherwise the built-in one.
 *
 * @param locales best first; the last is English, which has every message
 * @param own the operator's own messages in a locale, if any
 */
export async function findTemplate(
  name: MessageName,
  locales: readonly string[],
  own: (locale: string) => Promise<Templates>,
): Promise<Found> {
  for (const locale of locales) {
    const template = (await own(locale))[name] ?? builtIn(locale)[name];
    if (template) return { template, locale };
  }
  throw new Error(`No text for ${name}: neither a text of yours nor a built-in one has it.`);
}
