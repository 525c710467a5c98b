import { type Figure, met, ratio } from './figure.ts';

const HEADINGS = ['name', 'figure', 'floor', '', 'ratio', 'target', 'met?'];
const LEFT = new Set([0, 3, 6]);

/** The figures as lines of text, under headings. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (LEFT.has(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
  return rows.map(row => line(row).join('  ').trimEnd()).join('\n');
}

function cells(line: Figure): string[] {
  const { name, unit, figure, floor, target } = line;
  const times = ratio(line);
  const most = target && ('figure' in target ? amount(target.figure, unit) : target.ratio.toFixed(2));
  const kept = met(line);
  return [
    name,
    amount(figure, unit),
    floor ? amount(floor.figure, unit) : '',
    floor?.name ?? '',
    times === undefined ? '' : times.toFixed(times < 0.1 ? 3 : 2),
    most === undefined ? '' : `≤ ${most}`,
    kept === undefined ? '' : kept ? 'yes' : 'NO',
  ];
}

/** KB are 1024 bytes. */
function amount(value: number, unit: Figure['unit']): string {
  if (unit === 'bytes') return `${(value / 1024).toFixed(1)} KB`;
  if (unit === 'round trips') return value.toFixed(0);
  if (unit === 'MB') return `${value.toFixed(0)} MB`;
  if (unit === '%') return `${value.toFixed(1)} %`;
  if (unit === '/s') return `${value.toFixed(value < 100 ? 1 : 0)} /s`;
  return `${value.toFixed(value < 1 ? 3 : 1)} ms`;
}
