/** `npm run build:client [-- FOLDER]`: the package of the client kit, by default in `dist/npm/`. */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildClient } from './build-client.ts';

const byDefault = fileURLToPath(new URL('../../dist/npm/cognito-challenge-client', import.meta.url));
const [folder = byDefault] = process.argv.slice(2);
await buildClient(folder);
console.log(relative(process.cwd(), folder));
