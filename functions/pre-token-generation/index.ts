import { readJson } from '../settings/flow-settings.ts';
import { parseTokenSources } from '../settings/token-sources.ts';
import { tokenGuard } from './token-guard.ts';

/** The last word before tokens: no network, nothing but the event. */
export const handler = tokenGuard(json => parseTokenSources(readJson(json)));
