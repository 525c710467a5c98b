import { readJson } from '../settings/read-json.ts';
import { parseTokenSources } from '../settings/token-sources.ts';
import { tokenGuard } from './token-guard.ts';

/** The last word before tokens: no network, nothing but the event. */
export const handler = tokenGuard(json => parseTokenSources(readJson(json)));
