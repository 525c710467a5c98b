import type { Json } from '../../local/terraform/json.ts';

/** A comment of Terraform's JSON, in lines of the usual length. */
export function comment(text: Json | undefined, indent = ''): string {
  if (text === undefined) return '';
  if (typeof text !== 'string') throw new Error(`A comment is a text, not ${JSON.stringify(text)}.`);
  const width = 98 - indent.length;
  const lines = text
    .split('\n')
    .flatMap(line => line.match(new RegExp(`.{1,${width}}(?= |$)|\\S+`, 'g')) ?? ['']);
  return lines.map(line => `${`${indent}# ${line.trim()}`.trimEnd()}\n`).join('');
}
