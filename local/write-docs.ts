/** What `npm run docs` writes of the local server: `docs/local-operations.md`. */

import { writeFileSync } from 'node:fs';
import { operationsPage } from './cognito/operations-page.ts';

writeFileSync(new URL('../docs/local-operations.md', import.meta.url), operationsPage());
