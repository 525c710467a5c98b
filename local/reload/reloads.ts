/** Live reload: what a developer edits runs a moment later, and users, sessions and counters stay as they are. */

import { relative, resolve } from 'node:path';
import type { ExternalFunctions } from '../external-functions.ts';
import type { ModuleSource } from '../run/module-source.ts';
import { filesOf, type Given, readGiven, type SetupOptions } from '../run/setup.ts';
import { watchPaths } from './watch.ts';

export interface ReloadOptions extends SetupOptions {
  readonly externalFunctions?: ExternalFunctions;
  /** Takes lines for the person who edits. */
  readonly say: (line: string) => void;
}

/**
 * Runs what is there now.
 *
 * @param inputs where their files have changed
 * @returns what there is to say of it
 * @throws Error for what cannot run: what was there before goes on
 */
type Deploy = (inputs?: Given) => Promise<readonly string[]>;

/** Looks for changes from now on. @returns ends it */
export function reloads(module: ModuleSource, options: ReloadOptions, deploy: Deploy): () => void {
  const { inputs, plan, texts, secrets, policies, externalFunctions = {}, say } = options;
  const files = (...paths: readonly unknown[]) =>
    paths.filter(path => typeof path === 'string').map(path => resolve(path));
  const ofInputs = new Set(files(...(filesOf(inputs) ?? []), plan));
  const packages = Object.values(externalFunctions).map(({ packagePath }) => packagePath);
  const sources = files(module.sources?.folder);

  async function reload(changed: ReadonlySet<string>): Promise<void> {
    const startedAt = performance.now();
    const names = [...changed].map(shown).join(', ');
    try {
      const isRebuilt = sources.some(path => changed.has(path)) && (await module.sources?.rebuild());
      if (!isRebuilt && [...changed].every(path => sources.includes(path)))
        return say(`Live: ${names}, which makes the same packages as before`);
      const isGiven = [...changed].some(path => ofInputs.has(path));
      for (const remark of await deploy(isGiven ? await readGiven(options) : undefined)) say(remark);
      say(`Live: ${names} (${Math.round(performance.now() - startedAt)} ms)`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say(`Not live: ${names}. What was there before goes on.\n  ${reason.replaceAll('\n', '\n  ')}`);
    }
  }

  // One after another: what changes meanwhile is next.
  let last: Promise<void> = Promise.resolve();
  return watchPaths([...ofInputs, ...files(texts, secrets, policies, ...packages), ...sources], changed => {
    last = last.then(() => reload(changed));
  });
}

/** Seen from where the program runs, if it is in there. */
function shown(path: string): string {
  const from = relative('.', path);
  return from === '' || from.startsWith('..') ? path : from;
}
