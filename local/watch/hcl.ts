/** A value in Terraform's language, as `terraform fmt` would leave it. */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';

const INDENT = '  ';
/** Longer lists and objects get a line for each entry. */
const MAX_LINE = 80;

/** A module block with these inputs. */
export function moduleBlock(name: string, source: string, inputs: JsonObject): string {
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
  const rest = Object.keys(given).length > 0 ? `\n${attributes(given, 1)}` : '';
  return `module ${quoted(name)} {\n${INDENT}source = ${quoted(source)}\n${rest}}\n`;
}

/** @param depth of the line that it stands on */
export function toHcl(value: Json, depth = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const line = inline(value);
  if (line !== undefined && depth * INDENT.length + line.length <= MAX_LINE) return line;
  const pad = INDENT.repeat(depth);
  if (Array.isArray(value)) {
    const items = value.map(item => `${pad}${INDENT}${toHcl(item, depth + 1)},\n`);
    return `[\n${items.join('')}${pad}]`;
  }
  return `{\n${attributes(value, depth + 1)}${pad}}`;
}

/** Undefined where somebody reads it more easily in several lines. */
function inline(value: Json[] | JsonObject): string | undefined {
  const nested = (Array.isArray(value) ? value : Object.values(value)).some(
    each => isObject(each) && Object.values(each).some(item => typeof item === 'object' && item !== null),
  );
  if (nested) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(item => inlineItem(item));
    return items.some(item => item === undefined) ? undefined : `[${items.join(', ')}]`;
  }
  const entries = Object.entries(value).map(([name, each]) => {
    const text = inlineItem(each);
    return text === undefined ? undefined : `${key(name)} = ${text}`;
  });
  if (entries.length === 0) return '{}';
  return entries.some(entry => entry === undefined) ? undefined : `{ ${entries.join(', ')} }`;
}

const inlineItem = (item: Json) =>
  typeof item === 'object' && item !== null ? inline(item as JsonObject) : toHcl(item);

/**
 * A line for each. `terraform fmt` aligns the equals signs of neighbours, and takes an entry of several lines for the end
 * of such a group.
 */
function attributes(value: JsonObject, depth: number): string {
  const pad = INDENT.repeat(depth);
  const entries = Object.entries(value).map(([name, each]) => ({
    name: key(name),
    text: toHcl(each, depth),
  }));
  const lines: string[] = [];
  for (let from = 0; from < entries.length; ) {
    const end = entries.findIndex(({ text }, index) => index >= from && text.includes('\n'));
    const group = entries.slice(from, end < 0 ? undefined : Math.max(end, from + 1));
    const width = Math.max(...group.map(({ name }) => name.length));
    for (const { name, text } of group) lines.push(`${pad}${name.padEnd(width)} = ${text}\n`);
    from += group.length;
  }
  return lines.join('');
}

/** Names of variables and attributes stand as they are, other keys in quotes. */
const key = (name: string) => (/^[A-Za-z_][\w-]*$/.test(name) ? name : quoted(name));

/** https://developer.hashicorp.com/terraform/language/expressions/strings */
const quoted = (text: string): string =>
  `"${text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\u2028\u2029]/gu, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/([$%])\{/g, '$1$1{')}"`;
