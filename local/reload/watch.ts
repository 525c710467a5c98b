import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Editors write a file in several steps, builds several files. */
const SETTLE_MS = 60;

/** Nobody edits there, and it may hold ten thousands of files. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * Calls back with the paths that have changed, once they rest: files, and folders with all that is in them, except for
 * what is in `node_modules`. A path may be replaced by another file of its name, and may be away for a while.
 *
 * @returns ends it
 */
export function watchPaths(
  paths: readonly string[],
  changed: (paths: ReadonlySet<string>) => void,
  settleMs = SETTLE_MS,
): () => void {
  let watchers: FSWatcher[] = [];
  const touched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const touch = (path: string) => {
    touched.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const settled = new Set(touched);
      touched.clear();
      look();
      changed(settled);
    }, settleMs).unref();
  };

  function listen(path: string, folder: string, isMeant: (name: string | null) => boolean): void {
    const watcher = ifThere(() =>
      watch(folder, { persistent: false }, (_, name) => isMeant(name) && touch(path)),
    );
    if (!watcher) return;
    // The folder went away: it is looked for again with the next change.
    watcher.on('error', () => watcher.close());
    watchers.push(watcher);
  }

  /** Listens to what there is now: a folder of the same name may be another one, whose changes nobody would tell. */
  function look(): void {
    const before = watchers;
    watchers = [];
    for (const path of paths) {
      // By its name in its folder: a file that was replaced would not be watched any more.
      listen(path, dirname(path), name => name === null || name === basename(path));
      for (const folder of foldersIn(path)) listen(path, folder, () => true);
    }
    for (const watcher of before) watcher.close();
  }

  look();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** The folder and those in it; none for a file, or for what is not there. */
function foldersIn(path: string): string[] {
  const entries = ifThere(() => readdirSync(path, { withFileTypes: true }));
  if (!entries) return [];
  const inner = entries
    .filter(entry => entry.isDirectory() && !SKIPPED.has(entry.name))
    .flatMap(entry => foldersIn(join(path, entry.name)));
  return [path, ...inner];
}

/** A build takes folders away at any moment. Its next change is told where it makes them again. */
function ifThere<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
