import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';

export type { Words } from './en.ts';

/** Those of the messages. */
export const LANGUAGES: Readonly<Record<string, Words>> = { de, en, es, fr, ja, pt };

/** @param locale such as `pt-BR`. @returns the language that is spoken instead of one that is not here: English */
export function languageOf(locale: string): string {
  const [language = ''] = locale.toLowerCase().split('-');
  return Object.hasOwn(LANGUAGES, language) ? language : 'en';
}

export const filled = (text: string, blanks: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name) => String(blanks[name] ?? ''));
