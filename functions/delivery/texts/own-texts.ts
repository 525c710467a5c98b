import { gunzipSync } from 'node:zlib';
import { messageMedia } from '../../challenge-kinds.ts';
import { map, object, oneOf, optional, text, type Values } from '../../settings/declare.ts';
import { SettingsError, wrong } from '../../settings/settings-error.ts';
import { blanks, checkBlanks } from './blanks.ts';
import { type MessageName, messageNames, type Template, type Templates } from './template.ts';

const MAX_BYTES = 512 * 1024;

const parts = { subject: optional(text()), text: text(), html: optional(text()) };
const messages = map(object(parts), oneOf(...messageNames));

/**
 * The operator's own messages of one locale: JSON, or the same compressed as Terraform's `base64gzip` does, since a
 * parameter of SSM holds 4 KB. A message replaces the built-in one as a whole.
 *
 * @throws SettingsError that names the text, also for blanks that the message has nothing for
 */
export function parseOwnTexts(value: string, at: string): Templates {
  const found = Object.entries(messages.read(parseJson(value, at), at)) as [
    MessageName,
    Values<typeof parts>,
  ][];
  return Object.fromEntries(found.map(([name, message]) => [name, checked(message, name, `${at}.${name}`)]));
}

function checked(message: Values<typeof parts>, name: MessageName, at: string): Template {
  const { subject, html } = message;
  const { needed } = blanks[name];
  if (messageMedia[name] === 'SMS') {
    if (subject !== undefined || html !== undefined)
      throw wrong(at, 'text alone, since SMS has nothing else', { subject, html });
  } else parts.text.read(subject, `${at}.subject`);
  for (const [part, words] of Object.entries(message)) {
    checkBlanks(words, name, `${at}.${part}`);
    if (part !== 'subject' && !words.includes(`{${needed}}`))
      throw new SettingsError(`${at}.${part} lacks {${needed}}, for which it is sent.`);
  }
  return message;
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
