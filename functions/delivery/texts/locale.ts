import { text } from '../../settings/declare.ts';

/** A language tag in its usual spelling, such as `de-AT`; undefined for anything else. Users' attributes have `de_at` too. */
export function toLocale(tag: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag?.replaceAll('_', '-') ?? '')[0];
  } catch {
    return undefined; // Intl's way of saying that it is not one
  }
}

/** A language, with a script or a region or both: what `toLocale` knows each of. Terraform has no list of languages. */
export const languageTag = text(
  'a language tag, such as de or pt-BR',
  /^[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?$/u,
);

/** Where to look for a text, best first: the user's own locale, its language, the default one, English (RFC 4647, 3.4). */
export function candidates(wanted: string | undefined, byDefault: string): readonly string[] {
  const own = toLocale(wanted);
  return [...new Set([...(own ? shorter(own) : []), ...shorter(byDefault), 'en'])];
}

/** `zh-Hant-TW`, `zh-Hant`, `zh`. */
function shorter(locale: string): string[] {
  const subtags = locale.split('-');
  return subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
}
