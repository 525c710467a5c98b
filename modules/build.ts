/** `npm run build`: the module as folder and archive, in `dist/`. */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModule } from './build-module.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const { folder, archive } = await buildModule(dist);
console.log([folder, archive].map(path => relative(process.cwd(), path)).join('\n'));
