import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { currentVersion } from '../../modules/release.ts';
import { git } from '../../modules/tag-tree.ts';
import { cloneAt } from './clone.ts';
import { sha256 } from './module-server.ts';

/** Where a rehearsal says that the release will be. */
export const REHEARSED = 'https://git.example/terraform-aws-cognito-challenge.git';

/**
 * Makes the release of the commit that is checked out, in a clone of the repository.
 *
 * @returns SHA-256 by file of `dist/`, and the commit of the tag
 */
export function releaseInClone(project: string, folder: string): Readonly<Record<string, string>> {
  cloneAt(project, folder, 'HEAD');
  const options = ['--source', `git::${REHEARSED}?ref=v${currentVersion()}`, '--rehearsal'];
  execFileSync(process.execPath, ['--import', 'tsx', 'modules/release-tree.ts', ...options], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const files = readdirSync(join(folder, 'dist'), { withFileTypes: true }).filter(entry => entry.isFile());
  return {
    ...Object.fromEntries(files.map(({ name }) => [name, sha256(join(folder, 'dist', name))])),
    tag: git(folder, ['rev-parse', `v${currentVersion()}`]),
  };
}
