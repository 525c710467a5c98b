/** What other programs import of the package. */

import { join } from 'node:path';
import { builtModule } from '../run/built-module.ts';
import { startFrom } from '../run/start-from.ts';
import type { Start } from './api.ts';

export type * from './api.ts';

/** Beside the folder of this file, once it is built. */
const beside = (name: string) => join(import.meta.dirname, '..', name);
const module = builtModule(beside('module'), beside('console'));

export const start: Start = options => startFrom(module, options);
