import type { Outcome } from './part.ts';

/** What became of a part. */
export interface Done {
  readonly name: string;
  readonly seconds: number;
  readonly outcome: Outcome | { readonly error: unknown };
}

/** Nothing succeeded that must not. */
export const isHeld = ({ outcome }: Done): boolean => !('error' in outcome) && outcome.succeeded.length === 0;

/** A table in Markdown, to be read and to be kept. */
export function summary(parts: readonly Done[]): string {
  const rows = parts.map(done => [
    done.name,
    told(done.outcome),
    `${done.seconds.toFixed(done.seconds < 10 ? 1 : 0)} s`,
    isHeld(done) ? 'held' : 'error' in done.outcome ? 'BROKE OFF' : 'SUCCEEDED',
  ]);
  return [['part', 'tried', 'time', 'defences'], ['---', '---', '--:', '---'], ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function told(outcome: Done['outcome']): string {
  if ('error' in outcome) return String(outcome.error).split('\n', 1)[0]?.replaceAll('|', '\\|') ?? '';
  return Object.entries(outcome.figures)
    .map(([what, figure]) => `${typeof figure === 'number' ? figure.toLocaleString('en') : figure} ${what}`)
    .join(', ');
}
