import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../../modules/tag-tree.ts';

/** A clone of the repository at a commit or tag, with the packages that are installed here. */
export function cloneAt(project: string, folder: string, ref: string): void {
  const commit = git(project, ['rev-parse', '--verify', `${ref}^{commit}`]);
  git(project, ['clone', '--quiet', '--no-checkout', '--no-tags', project, folder]);
  // A tag is on no branch, so a clone without tags lacks its commit.
  git(folder, ['fetch', '--quiet', 'origin', commit]);
  git(folder, ['checkout', '--quiet', '--detach', commit]);
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
}
