/** What `npm run docs` writes of threats: the tables in `SECURITY.md`, and `docs/threat-tests.md`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { threatTestsPage, withThreatTables } from './pages.ts';
import { threats } from './threats.ts';

const root = new URL('../../', import.meta.url);
const security = new URL('SECURITY.md', root);
writeFileSync(security, withThreatTables(readFileSync(security, 'utf8'), threats));
writeFileSync(new URL('docs/threat-tests.md', root), threatTestsPage(threats));
