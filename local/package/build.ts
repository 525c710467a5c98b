/** `npm run build:local [-- FOLDER]`: the package, by default in `dist/npm`. */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackage } from './build-package.ts';

const [dist = fileURLToPath(new URL('../../dist/npm', import.meta.url))] = process.argv.slice(2);
console.log(relative(process.cwd(), await buildPackage(dist)));
