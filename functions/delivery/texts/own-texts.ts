import { gunzipSync } from 'node:zlib';
import { oneOf, optionalText, record, SettingsError, text, wrong } from '../../settings/checks.ts';
import { blanks, checkBlanks } from './blanks.ts';
import { type MessageName, messageNames, type Template, type Templates } from './template.ts';

const MAX_BYTES = 512 * 1024;

/**
 * The operator's own messages of one locale: JSON, or the same compressed as Terraform's `base64gzip` does, since a
 * parameter of SSM holds 4 KB. A message replaces the built-in one as a whole.
 *
 * @throws SettingsError that names the text, also for blanks that the message has nothing for
 */
export function parseOwnTexts(value: string, at: string): Templates {
  const messages = Object.entries(record(parseJson(value, at), at));
  return Object.fromEntries(
    messages.map(([key, message]) => {
      const name = oneOf(key, at, messageNames);
      return [name, parseTemplate(record(message, `${at}.${name}`), name, `${at}.${name}`)];
    }),
  );
}

function parseTemplate(
  { subject, text: plain, html }: Record<string, unknown>,
  name: MessageName,
  at: string,
): Template {
  if (name === 'sms_otp') {
    if (subject != null || html != null)
      throw wrong(at, 'text alone, since SMS has nothing else', { subject, html });
    return { text: withBlanks(plain, name, `${at}.text`) };
  }
  const line = text(subject, `${at}.subject`);
  checkBlanks(line, name, `${at}.subject`);
  const markup = optionalText(html, `${at}.html`);
  return {
    subject: line,
    text: withBlanks(plain, name, `${at}.text`),
    ...(markup !== undefined && { html: withBlanks(markup, name, `${at}.html`) }),
  };
}

function withBlanks(value: unknown, name: MessageName, at: string): string {
  const words = text(value, at);
  checkBlanks(words, name, at);
  const { needed } = blanks[name];
  if (words.includes(`{${needed}}`)) return words;
  throw new SettingsError(`${at} lacks {${needed}}, for which it is sent.`);
}

function parseJson(value: string, at: string): unknown {
  try {
    const isJson = value.trimStart().startsWith('{');
    const bytes = () => gunzipSync(Buffer.from(value, 'base64'), { maxOutputLength: MAX_BYTES });
    return JSON.parse(isJson ? value : bytes().toString());
  } catch {
    throw new SettingsError(`${at} is neither JSON nor JSON that base64gzip compressed.`);
  }
}
