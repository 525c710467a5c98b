/** `npm run pin -- https://…/releases/download/v1.2.3`: main.tf takes the module from that release's archive, by its checksum. */

import { readFile, writeFile } from 'node:fs/promises';
import { archiveOf, withSource } from './source.ts';

const [release] = process.argv.slice(2);
if (!release) throw new Error('Usage: npm run pin -- https://…/releases/download/v1.2.3');

const folder = release.replace(/\/+$/, '');
const response = await fetch(`${folder}/SHA256SUMS`);
if (!response.ok) throw new Error(`${folder}/SHA256SUMS: ${response.status} ${response.statusText}`);
const source = `${folder}/${archiveOf(await response.text())}`;

const file = new URL('main.tf', import.meta.url);
await writeFile(file, withSource(await readFile(file, 'utf8'), source));
console.log(`main.tf: ${source}`);
