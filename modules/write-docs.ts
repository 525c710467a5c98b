/** `npm run docs`: the tables of inputs and outputs in `docs/module.md`, from the tables that declare them. */

import { readFileSync, writeFileSync } from 'node:fs';
import { withInterfaceTables } from './module-readme.ts';

const file = new URL('../docs/module.md', import.meta.url);
writeFileSync(file, withInterfaceTables(readFileSync(file, 'utf8')));
