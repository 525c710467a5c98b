/** Live reload: what a developer edits runs a moment later, and users, sessions and counters stay as they are. */

import { relative, resolve } from 'node:path';
import type { LambdaFunction } from '../deployment.ts';
import type { ExternalFunctions } from '../external-functions.ts';
import type { ModuleSource } from '../run/module-source.ts';
import { filesOf, readSetup, type Setup, type SetupOptions } from '../run/setup.ts';
import { watchPaths } from './watch.ts';

export interface ReloadOptions extends SetupOptions {
  readonly externalFunctions?: ExternalFunctions;
  /** Takes lines for the person who edits. */
  readonly say: (line: string) => void;
}

export interface Reloading {
  /** What says what runs. */
  readonly given: () => SetupOptions;
  /** What runs now. */
  readonly current: () => Setup;
  /** @throws Error for what cannot run: what was there before goes on */
  readonly apply: (next: Setup, isRepackaged: (fn: LambdaFunction) => boolean) => Promise<void>;
}

/** Looks for changes from now on. @returns ends it */
export function reloads(module: ModuleSource, options: ReloadOptions, reloading: Reloading): () => void {
  const packages = Object.values(options.externalFunctions ?? {}).map(({ packagePath }) =>
    resolve(packagePath),
  );
  const sources = module.sources;
  const paths = [
    ...[...filesOf(options), ...(options.texts === undefined ? [] : [options.texts])].map(path =>
      resolve(path),
    ),
    ...packages,
    ...(sources ? [sources.folder] : []),
  ];

  async function reload(changed: ReadonlySet<string>): Promise<void> {
    const startedAt = performance.now();
    const names = [...changed].map(path => relative('.', path) || path).join(', ');
    try {
      const isRebuilt = sources && changed.has(sources.folder) ? await sources.rebuild() : () => false;
      const next = await readSetup(module, reloading.given(), reloading.current());
      const rewritten = changedKeys(reloading.current().secrets, next.secrets);
      await reloading.apply(
        next,
        fn => isRebuilt(fn) || changed.has(fn.packagePath) || rewritten.some(arn => isNamed(arn, fn)),
      );
      for (const remark of next.remarks) options.say(remark);
      options.say(`Live: ${names} (${Math.round(performance.now() - startedAt)} ms)`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      options.say(`Not live: ${names}. ${reason}\n  What was there before goes on.`);
    }
  }

  // One after another: what changes meanwhile is next.
  let last: Promise<void> = Promise.resolve();
  return watchPaths(paths, changed => {
    last = last.then(() => reload(changed));
  });
}

type Texts = Readonly<Record<string, string>>;

const changedKeys = (before: Texts, after: Texts): string[] =>
  Object.keys({ ...before, ...after }).filter(key => before[key] !== after[key]);

/** A function reads a secret once and keeps it: it has to begin again. */
const isNamed = (arn: string, { environment }: LambdaFunction): boolean =>
  Object.values(environment).some(value => value.includes(arn));
