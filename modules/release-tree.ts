/**
 * `npm run release-tree -- --source ADDRESS [--pages URL] [--rehearsal]`: all that a release is, from the commit that is
 * checked out. In `dist/` the archive, its bill of materials, their checksums and the notes; in this repository the tag
 * `v<version>`, whose root is the module: what `git::…?ref=v<version>` and registries take. It pushes nothing.
 * `--rehearsal`: the changelog need not have the version's date yet.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildModule } from './build-module.ts';
import { currentVersion } from './release.ts';
import { billOfMaterials, checksums, releaseNotes } from './release-files.ts';
import { git, tagTree } from './tag-tree.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const dist = join(repository, 'dist');
const version = currentVersion();

const { values } = parseArgs({
  options: { source: { type: 'string' }, pages: { type: 'string' }, rehearsal: { type: 'boolean' } },
});
const { source, pages, rehearsal = false } = values;
if (source === undefined)
  throw new Error('--source is what callers will write as the source, such as git::https://…?ref=v1.2.3.');
if (git(repository, ['status', '--porcelain']) !== '')
  throw new Error('There are changes that are not committed: a release is built from a commit.');
const { date: released, notes } = releaseNotes(
  readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'),
  version,
);
if (!rehearsal && !/^\d{4}-\d\d-\d\d$/.test(released))
  throw new Error(
    `CHANGELOG.md has ${released} as the date of ${version}: give it one, or rehearse with --rehearsal.`,
  );

const [from = '', date = ''] = git(repository, ['log', '-1', '--format=%H %cI']).split(' ');
const { folder, archive } = await buildModule(dist, { source, ...(pages !== undefined && { pages }) });

const sbom = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'], {
  cwd: repository,
  encoding: 'utf8',
});
const bytes = readFileSync(archive);
const name = basename(folder);
const files = {
  [basename(archive)]: bytes,
  'sbom.cdx.json': Buffer.from(billOfMaterials(sbom, { name, version, archive: bytes, date })),
};
const built = `npm run build -- --source '${source}'${pages === undefined ? '' : ` --pages '${pages}'`}`;
const sums = checksums(files);
const texts = {
  ...files,
  SHA256SUMS: sums,
  'notes.md': `${notes}\n\nBuilt from ${from} by \`${built}\`, which gives the same bytes anywhere:\n\n\`\`\`\n${sums}\`\`\`\n`,
};
for (const [file, content] of Object.entries(texts)) writeFileSync(join(dist, file), content);

const message = `${version}\n\nThe module alone, as npm run build writes it from ${from}.`;
const tag = `v${version}`;
console.log(`${sums}${tagTree(repository, { folder, tag, message, date })}  ${tag}`);
console.log(`To release it: git push origin ${tag}`);
