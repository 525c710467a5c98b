/**
 * `npm run release-tree -- --source ADDRESS [--pages URL]`: builds the module of the checked-out commit, and tags it as
 * `v<version>` in this repository: the tree that `git::…?ref=v<version>` and registries take. It pushes nothing.
 */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildModule } from './build-module.ts';
import { currentVersion } from './release.ts';
import { git, tagTree } from './tag-tree.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const { source, pages } = parseArgs({
  options: { source: { type: 'string' }, pages: { type: 'string' } },
}).values;
if (source === undefined)
  throw new Error('--source is what callers will write as the source, such as git::https://…?ref=v1.2.3.');
if (git(repository, ['status', '--porcelain']) !== '')
  throw new Error('There are changes that are not committed: a release is built from a commit.');

const [from = '', date = ''] = git(repository, ['log', '-1', '--format=%H %cI']).split(' ');
const { folder } = await buildModule(fileURLToPath(new URL('../dist', import.meta.url)), {
  source,
  ...(pages !== undefined && { pages }),
});
const version = currentVersion();
const tag = `v${version}`;
const message = `${version}\n\nThe module alone, as npm run build writes it from ${from}.`;
console.log(`${tag} ${tagTree(repository, { folder, tag, message, date })}`);
console.log(`To release it: git push origin ${tag}`);
