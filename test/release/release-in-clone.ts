import { execFileSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { currentVersion } from '../../modules/release.ts';
import { git } from '../../modules/tag-tree.ts';
import { sha256 } from './module-server.ts';

/** What a rehearsal says where the release will be. */
const SOURCE = `git::https://git.example/terraform-aws-cognito-challenge.git?ref=v${currentVersion()}`;

/**
 * Makes the release of the commit that is checked out, in a clone of the repository, with the packages that are installed here.
 *
 * @returns SHA-256 by file of `dist/`, and the commit of the tag
 */
export function releaseInClone(project: string, folder: string): Readonly<Record<string, string>> {
  git(project, ['clone', '--quiet', '--no-tags', project, folder]);
  git(folder, ['checkout', '--quiet', git(project, ['rev-parse', 'HEAD'])]);
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  const options = ['--source', SOURCE, '--rehearsal'];
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
