import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page of CloudWatch, and what really happened. */
export interface Seen {
  readonly name: string;
  readonly what: string;
  readonly page: string;
}

/**
 * What an on-call engineer has: pages without a name, in an order that tells nothing; and what each was, in a file apart.
 * @param random from 0 to 1
 */
export function blindFiles(seen: readonly Seen[], random: () => number): Readonly<Record<string, string>> {
  const shuffled = seen
    .map(each => ({ each, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }, n) => ({ ...each, file: `page-${n + 1}.txt` }));
  return {
    ...Object.fromEntries(shuffled.map(({ file, page }) => [file, `${page}\n`])),
    'key.txt': shuffled.map(({ file, name, what }) => `${file}: ${name}: ${what}\n`).join(''),
  };
}

export function writeBlind(folder: string, seen: readonly Seen[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(blindFiles(seen, Math.random)))
    writeFileSync(join(folder, file), text);
}
