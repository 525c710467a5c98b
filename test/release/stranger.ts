import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { currentVersion } from '../../modules/release.ts';
import { git } from '../../modules/tag-tree.ts';
import { REHEARSED } from './release-in-clone.ts';

/**
 * What somebody does who has read the release's README: copies an example, and runs Terraform. The address that the release
 * names is on no network, so git is told to find it in the clone in which the release was made.
 *
 * @param clone a clone with the release's tag
 * @param folder where to copy to
 */
export function takeAsStranger(clone: string, folder: string): void {
  git(clone, [
    '-c',
    'advice.detachedHead=false',
    'clone',
    '--quiet',
    '--branch',
    `v${currentVersion()}`,
    clone,
    folder,
  ]);
  const copy = `${folder}-copy`;
  cpSync(join(folder, 'examples/hardened'), copy, { recursive: true });
  const rewritten = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.file://${clone}.insteadOf`,
    GIT_CONFIG_VALUE_0: REHEARSED,
  };
  for (const command of ['init', 'validate'])
    execFileSync('terraform', [command, '-no-color'], {
      cwd: copy,
      env: { ...process.env, ...rewritten },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
}
