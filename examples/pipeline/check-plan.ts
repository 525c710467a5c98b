/** `npm run check -- plan.json`: status 0 for a plan that may be applied, 1 with the reasons for any other. */

import { readFile } from 'node:fs/promises';
import { parsePlan } from './plan.ts';
import { refusals } from './refusals.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('Usage: npm run check -- plan.json');

const found = refusals(parsePlan(await readFile(file, 'utf8')));
for (const refusal of found) console.error(`refused: ${refusal}`);
if (found.length === 0) console.log('The plan may be applied.');
process.exitCode = found.length === 0 ? 0 : 1;
