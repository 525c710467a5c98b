/** Ends a program with the one that started it: an orphan would keep its port, and nobody would know why. */

import { execFileSync } from 'node:child_process';

const LOOK_MS = 300;

/** Processes as this one sees them. */
export interface Processes {
  /** Of this process, now: another one adopts it when its parent ends. */
  readonly parent: () => number;
  readonly parentOf: (pid: number) => number | undefined;
  readonly isRunning: (pid: number) => boolean;
}

/**
 * Calls back once, when one of those that started this process has ended: its parent; and npm, where a shell of npm's is
 * between them and outlives it.
 *
 * @param byNpm whether npm runs this, as it says in `npm_lifecycle_event`
 * @returns stops looking
 */
export function onParentEnd(
  ended: () => void,
  { byNpm, processes = ofThisMachine }: { readonly byNpm: boolean; readonly processes?: Processes },
): () => void {
  const parent = processes.parent();
  // 1 adopts orphans, and starts what goes on without anybody; 0 is outside of a container.
  if (parent <= 1) return () => undefined;
  const npm = byNpm ? processes.parentOf(parent) : undefined;
  const isAlone = () =>
    processes.parent() !== parent || (npm !== undefined && npm > 1 && !processes.isRunning(npm));
  const timer = setInterval(() => {
    if (!isAlone()) return;
    clearInterval(timer);
    ended();
  }, LOOK_MS).unref();
  return () => clearInterval(timer);
}

const ofThisMachine: Processes = {
  parent: () => process.ppid,
  parentOf: pid => {
    try {
      return (
        Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' })) || undefined
      );
    } catch {
      return undefined; // no `ps` here, or nobody of that number any more
    }
  },
  isRunning: pid => {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // It runs, and belongs to somebody else.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
};
