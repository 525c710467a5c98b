/** Text over several lines: `<<END`, the lines, `END`; with `<<-END` without the indentation that all lines share. */

import { type Cursor, fail, scan } from './cursor.ts';
import { parseTemplateText } from './parse-template.ts';
import type { Expression } from './syntax.ts';

const opening = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy;
const line = /[^\n]*\n?/y;

/** At `<<`. Leaves the cursor at the end of the closing line, which ends an item there as any line's end does. */
export function parseHeredoc(cursor: Cursor): Expression {
  const head = scan(cursor, opening) ?? fail(cursor, 'a name and the end of the line expected after "<<"');
  const [, dash, name] = /^<<(-?)(.*?)\r?\n$/.exec(head) ?? [];
  const lines: string[] = [];
  while (cursor.position < cursor.text.length) {
    const start = cursor.position;
    const next = scan(cursor, line) ?? '';
    if (next.trim() === name) {
      cursor.position = start + next.trimEnd().length;
      return parseTemplateText((dash ? withoutIndentation(lines) : lines).join(''));
    }
    lines.push(next);
  }
  return fail(cursor, `a line with ${name} expected`);
}

/** Empty lines count for nothing. */
function withoutIndentation(lines: readonly string[]): readonly string[] {
  const indentations = lines
    .filter(each => each.trim() !== '')
    .map(each => each.length - each.trimStart().length);
  const shared = Math.min(...indentations);
  return lines.map(each => (each.trim() === '' ? each.trimStart() || '\n' : each.slice(shared)));
}
