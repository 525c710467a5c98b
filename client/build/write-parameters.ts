/** Part of `npm run docs`. */

import { writeFileSync } from 'node:fs';
import { parametersSource } from './parameters.ts';

writeFileSync(new URL('../parameters.ts', import.meta.url), parametersSource());
