import type { Parameters } from '../../records.ts';
import { fill } from './blanks.ts';
import { escapeHtml } from './html.ts';
import type { Template } from './template.ts';

/**
 * Fills a template. Values are escaped in HTML, and a subject is one line whatever its values are: nothing that a user
 * chose can add markup or a header.
 *
 * @param values by blank; `minutes` as a number, which becomes "3 minutes"
 */
export function render({ subject, text, html }: Template, values: Parameters, locale: string): Template {
  const { minutes } = values;
  const filled = { ...values, ...(minutes !== undefined && { minutes: minutesInWords(minutes, locale) }) };
  return {
    ...(subject !== undefined && { subject: oneLine(fill(subject, filled)) }),
    text: fill(text, filled),
    ...(html !== undefined && { html: fill(html, filled, escapeHtml) }),
  };
}

/** `3 minutes`, `1 minute`, `3 Minuten`: grammar that a template cannot have. No special spaces, which SMS lacks. */
export function minutesInWords(minutes: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  return format.format(Number(minutes)).replace(/[\u00a0\u202f]/g, ' ');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();
}
