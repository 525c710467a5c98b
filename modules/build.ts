/** `npm run build`: the module as folder and archive, in `dist/`. */

import { fileURLToPath } from 'node:url';
import { buildModule } from './build-module.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const { folder, archive } = await buildModule(dist);
console.log(`${folder}\n${archive}`);
