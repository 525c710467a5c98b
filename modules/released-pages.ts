import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Release } from './release.ts';

/** A page of the repository that a release takes along. */
export interface Page {
  /** From the root of the repository, and of the release. */
  readonly path: string;
  /** Whether the release has what is at a path. */
  readonly isThere: (path: string) => boolean;
  readonly release: Release;
}

/** Makes the pages of a built module what `releasedPage` makes of them. */
export function releasePages(folder: string, release: Release): void {
  const isThere = (path: string) => existsSync(join(folder, path));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const path of files.filter(file => file.endsWith('.md'))) {
    const page = releasedPage(readFileSync(join(folder, path), 'utf8'), { path, isThere, release });
    writeFileSync(join(folder, path), page);
  }
}

/** What only somebody with the repository reads, with its line breaks. */
const REPOSITORY_ONLY = /<!-- repository only -->\n.*?<!-- end of repository only -->\n+/gs;

/** In a code block, the step that writes what a release already is. */
const BUILD_STEP = /^(?:npm ci && )?npm run build(?![\w:-]).*\n/gm;

const LINK = /\[([^\]]*)\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g;

/** The page for a reader who has the release alone: no step to build it, and links that lead somewhere. */
export function releasedPage(text: string, { path, isThere, release }: Page): string {
  return text
    .replace(REPOSITORY_ONLY, '')
    .replace(BUILD_STEP, '')
    .replace(LINK, (link, words: string, to: string, anchor = '') => {
      const target = join(dirname(path), to);
      if (to === '' || isThere(target)) return link;
      return release.pages === undefined ? words : `[${words}](${release.pages}/${target}${anchor})`;
    });
}
