/**
 * `npm run docs`: the tables of inputs and outputs in `docs/module.md`, those of metrics in `docs/metrics.md`, and the names that
 * examples/pipeline checks.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { attributeNames } from './attribute-names.ts';
import { withMetricsTable } from './metrics-table.ts';
import { withInterfaceTables } from './module-readme.ts';

const file = new URL('../docs/module.md', import.meta.url);
writeFileSync(file, withInterfaceTables(readFileSync(file, 'utf8')));

const metrics = new URL('../docs/metrics.md', import.meta.url);
writeFileSync(metrics, withMetricsTable(readFileSync(metrics, 'utf8')));

const names = new URL('../examples/pipeline/attributes.json', import.meta.url);
writeFileSync(names, `${JSON.stringify(attributeNames(), null, 2)}\n`);
