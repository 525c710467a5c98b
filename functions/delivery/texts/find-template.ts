import { builtIn } from './built-in.ts';
import type { MessageName, Template, Templates } from './template.ts';

export interface Found {
  readonly template: Template;
  /** The locale that it is written in. */
  readonly locale: string;
}

/**
 * The message in the best of the locales: the operator's own, or else the built-in one.
 *
 * @param locales best first; the last is English, which has every message
 * @param own the operator's own messages of a locale; none where there are none
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
  throw new Error(`There is no text for ${name}.`);
}
