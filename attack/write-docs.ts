/** The table of faults in `docs/attack.md`, from the decisions that the tests hold the functions to. */

import { readFileSync, writeFileSync } from 'node:fs';
import { decisions } from './faults/decisions.ts';
import { withFaultsTable } from './faults/table.ts';

const file = new URL('../docs/attack.md', import.meta.url);
writeFileSync(file, withFaultsTable(readFileSync(file, 'utf8'), decisions));
