/** `npm run build [-- FOLDER]`: the module as folder and archive, by default in `dist/`. */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModule } from './build-module.ts';

const [dist = fileURLToPath(new URL('../dist', import.meta.url))] = process.argv.slice(2);
const { folder, archive } = await buildModule(dist);
console.log([folder, archive].map(path => relative(process.cwd(), path)).join('\n'));
