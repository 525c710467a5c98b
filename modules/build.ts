/**
 * `npm run build [-- FOLDER] [--source ADDRESS] [--pages URL]`: the module as folder and archive, by default in `dist/`.
 * The options are what its README and examples say: the `source` that it is released under, and where the
 * repository's pages are.
 */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildModule } from './build-module.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { source: { type: 'string' }, pages: { type: 'string' } },
});
const [dist = fileURLToPath(new URL('../dist', import.meta.url))] = positionals;
const { folder, archive } = await buildModule(dist, values);
console.log([folder, archive].map(path => relative(process.cwd(), path)).join('\n'));
