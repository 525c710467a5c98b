/**
 * The warm-up: what the first event would wait for is made ready while Lambda initializes, before that event comes. Lambda
 * runs the init with a whole core, whatever the function's memory is, and the event with a share of one.
 *
 * A function's `index.ts` calls one of these three and exports what it gives as `ready`; the package's `index.mjs` waits for
 * `ready` before Lambda may call the handler (`modules/packages.ts`). Nothing else knows about the warm-up: with functions in
 * their place that do nothing, the events do all of it themselves.
 *
 * - `warmUpCreate(read)`, `warmUpVerify(read)`: `read` gives the settings, and may throw.
 * - `warmUpDeliver(read, start)`: in addition, `start` does the function's cold start.
 *
 * Each gives a promise that is never rejected and takes 1.5 s at most.
 */
import { warmUpWorld } from '../handlers/world.ts';
import type { Settings } from '../settings/settings.ts';
import { needsOfCreate } from './create.ts';
import { type DeliverSettings, needsOfDeliver } from './deliver.ts';
import { beforeTheFirst } from './run.ts';
import { needsOfVerify } from './verify.ts';

export function warmUpCreate(read: () => Settings): Promise<void> {
  return beforeTheFirst(() => needsOfCreate(read(), warmUpWorld));
}

export function warmUpVerify(read: () => Settings): Promise<void> {
  return beforeTheFirst(() => needsOfVerify(read(), warmUpWorld));
}

/** @param start may fail, like everything here: the first event then starts the function, or reports why it cannot */
export function warmUpDeliver(read: () => DeliverSettings, start: () => Promise<unknown>): Promise<void> {
  return beforeTheFirst(() => needsOfDeliver(read(), start, warmUpWorld));
}
