import { type Kind, rows } from './cell.ts';
import type { Decision } from './decision.ts';

const BEGIN = '<!-- BEGIN FAULTS -->';
const END = '<!-- END FAULTS -->';

const names: Readonly<Partial<Record<Kind, string>>> = {
  'human_check, open': '`human_check` with `on_failure = "open"`',
};

/** The decisions as a table in Markdown. */
export function faultsTable(decisions: readonly Decision[]): string {
  const lines = decisions.map(({ fn, dependency, kinds, faults, once, lasting }) => {
    const called = rows.find(row => row.fn === fn && row.dependency === dependency)?.kinds ?? [];
    const where = (kinds ?? called).map(kind => names[kind] ?? `\`${kind}\``).join(', ');
    const cells = [fn, dependency, where];
    return [...cells, faults.map(name => name.replaceAll(', ', ' ')).join(', '), once ?? '–', lasting];
  });
  const header = ['function', 'calls', 'challenges', 'fault', 'one request meets it', 'all of the call do'];
  return [header, header.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** A document with the table anew between its markers. @throws Error when they are not there */
export function withFaultsTable(document: string, decisions: readonly Decision[]): string {
  const [start, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (start < 0 || end < start)
    throw new Error(`The document needs the lines ${BEGIN} and ${END}, in this order.`);
  return `${document.slice(0, start + BEGIN.length)}\n\n${faultsTable(decisions)}\n\n${document.slice(end)}`;
}
