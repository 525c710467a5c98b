import type { Parameters } from '../../records.ts';
import { SettingsError } from '../../settings/settings-error.ts';
import type { MessageName } from './template.ts';

/** What may stand in braces in a text, and the one that must: a message without it would be of no use. */
export const blanks: Readonly<
  Record<MessageName, { readonly known: readonly string[]; readonly needed: string }>
> = {
  email_otp: { known: ['code', 'minutes', 'app', 'name'], needed: 'code' },
  sms_otp: { known: ['code', 'minutes', 'app', 'name'], needed: 'code' },
  magic_link: { known: ['link', 'code', 'minutes', 'app', 'name'], needed: 'link' },
};

/** @throws SettingsError for a blank that the message has nothing for, or what was meant as one: `{{code}}`, `{ code }` */
export function checkBlanks(text: string, message: MessageName, at: string): void {
  const known = blanks[message].known.map(name => `{${name}}`);
  const inBraces = text.match(/\{+[^{}]*\}+/g) ?? [];
  const wrong = inBraces.find(each => !isCss(each) && !known.includes(each));
  if (wrong !== undefined)
    throw new SettingsError(`${at} has the placeholder ${wrong}; it takes ${known.join(', ')}.`);
}

/** `.a { color: red }`, `.a {}` */
function isCss(inBraces: string): boolean {
  return /[:;]|^\{\s*\}+$/.test(inBraces);
}

/**
 * Fills the blanks, each once: a value with braces in it stays as it is. An empty value takes the space before it
 * along: `Hello {name},` is `Hello,` for a user without a name.
 *
 * @param toMarkup what a value has to go through, such as escaping for HTML
 */
export function fill(text: string, values: Parameters, toMarkup = (value: string) => value): string {
  return text.replace(/( ?)\{(\w+)\}/g, (_, space: string, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`There is nothing for the placeholder {${name}}.`);
    return value === '' ? '' : space + toMarkup(value);
  });
}
