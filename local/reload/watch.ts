import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
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
  const watchers = new Map<string, FSWatcher>();
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
    const key = JSON.stringify([path, folder]);
    if (watchers.has(key) || !isFolder(folder)) return;
    const watcher = watch(folder, { persistent: false }, (_, name) => isMeant(name) && touch(path));
    watchers.set(key, watcher);
    // The folder went away: it is looked for again with the next change.
    watcher.on('error', () => {
      watcher.close();
      watchers.delete(key);
    });
  }

  /** Listens to what there is now. */
  function look(): void {
    for (const path of paths) {
      // By its name in its folder: a file that was replaced would not be watched any more.
      listen(path, dirname(path), name => name === null || name === basename(path));
      for (const folder of foldersIn(path)) listen(path, folder, () => true);
    }
  }

  look();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** The folder and those in it; none for a file, or for what is not there. */
function foldersIn(path: string): string[] {
  if (!isFolder(path)) return [];
  const inner = readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !SKIPPED.has(entry.name))
    .flatMap(entry => foldersIn(join(path, entry.name)));
  return [path, ...inner];
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
