import { escapeHtml } from './html.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';
import { fr } from './languages/fr.ts';
import { ja } from './languages/ja.ts';
import { pt } from './languages/pt.ts';
import type { EmailWords, LinkWords, Words } from './languages/words.ts';
import { type Block, layout } from './layout.ts';
import type { Template, Templates } from './template.ts';

const languages: Readonly<Record<string, Words>> = { de, en, es, fr, ja, pt };

export const builtInLocales = Object.keys(languages);

/** The built-in messages in a language, if it is built in. */
export function builtIn(locale: string): Templates {
  const words = Object.hasOwn(languages, locale) ? languages[locale] : undefined;
  return words
    ? {
        email_otp: codeEmail(words.email_otp, locale),
        magic_link: linkEmail(words.magic_link, locale),
        sms_otp: { text: words.sms_otp },
      }
    : {};
}

function codeEmail(words: EmailWords, locale: string): Template {
  const { lead, validity, caution } = words;
  return email(words, locale, paragraphs(lead, '{code}', validity, caution), [
    ['text', lead],
    ['code', '{code}'],
    ['note', validity],
    ['footer', caution],
  ]);
}

function linkEmail(words: LinkWords, locale: string): Template {
  const { lead, button, validity, codeLead, fallback, caution } = words;
  return email(words, locale, paragraphs(lead, '{link}', validity, codeLead, '{code}', caution), [
    ['text', lead],
    ['button', button],
    ['note', validity],
    ['text', codeLead],
    ['code', '{code}'],
    ['hint', fallback],
    ['link', '{link}'],
    ['footer', caution],
  ]);
}

function email(
  { subject, preheader, title }: EmailWords,
  locale: string,
  text: string,
  blocks: readonly Block[],
): Template {
  const escaped = blocks.map(([kind, words]): Block => [kind, escapeHtml(words)]);
  return { subject, text, html: layout(locale, escapeHtml(preheader), escapeHtml(title), escaped) };
}

const paragraphs = (...texts: readonly string[]) => `${texts.join('\n\n')}\n`;
