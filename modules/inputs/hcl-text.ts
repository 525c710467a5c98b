/** JSON's escapes that HCL does not have, as those that it has. */
const ESCAPES: Readonly<Record<string, string>> = { '\\b': '\\u0008', '\\f': '\\u000c' };

/** A text in quotation marks, as Terraform's language has it. */
export const hclString = (text: string) =>
  JSON.stringify(text)
    .replace(/\\./g, escaped => ESCAPES[escaped] ?? escaped)
    // A function, since `$$` in a text stands for one `$`.
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{');

/** Longest line that a value stays on. */
const LINE = 88;

/**
 * A value as Terraform's language has it, over several lines where it is long.
 *
 * @param indent blanks before each further line
 */
export function hclValue(value: unknown, indent = ''): string {
  if (typeof value === 'string') return hclString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const within = `${indent}  `;
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const parts = isList
    ? value.map(each => hclValue(each))
    : Object.entries(value).map(([name, each]) => `${hclKey(name)} = ${hclValue(each)}`);
  const inner = parts.join(', ');
  const line = isList || !inner ? `${open}${inner}${close}` : `{ ${inner} }`;
  if (indent.length + line.length <= LINE && !line.includes('\n')) return line;
  const lines = isList
    ? value.map(each => `${within}${hclValue(each, within)},\n`).join('')
    : `${hclBody(value as Record<string, unknown>, within)}\n`;
  return `${open}\n${lines}${indent}${close}`;
}

/** What is between the braces, as `terraform fmt` aligns it: what is on one line with its neighbours that are. */
export function hclBody(values: Readonly<Record<string, unknown>>, indent = ''): string {
  const parts = Object.entries(values).map(
    ([name, value]) => [hclKey(name), hclValue(value, indent)] as const,
  );
  const isOneLine = (at: number) => parts[at] !== undefined && !parts[at][1].includes('\n');
  const width = (at: number) => {
    let [first, last] = [at, at];
    while (isOneLine(first - 1)) first--;
    while (isOneLine(last + 1)) last++;
    return Math.max(...parts.slice(first, last + 1).map(([name]) => name.length));
  };
  return parts
    .map(([name, value], at) => `${indent}${isOneLine(at) ? name.padEnd(width(at)) : name} = ${value}`)
    .join('\n');
}

const hclKey = (name: string) => (/^[A-Za-z_][\w-]*$/.test(name) ? name : hclString(name));
