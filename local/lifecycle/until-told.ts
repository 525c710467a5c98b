/** Waits until somebody ends this program, in any of the ways there are. */

import { onParentEnd } from './parent.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when what started this program has ended, npm included. Ask early: an orphan cannot tell whose it was. */
export const untilOrphaned = (): Promise<void> =>
  new Promise(resolve => {
    onParentEnd(resolve, { byNpm: process.env.npm_lifecycle_event !== undefined });
  });

/**
 * Resolves when the program is told to end, with the reason. A second signal ends it at once, as if nobody listened.
 *
 * @param orphaned without it, the program outlives the one that started it
 */
export function untilTold(orphaned?: Promise<void>): Promise<string> {
  return new Promise(resolve => {
    const told = (reason: string) => {
      // Not at once: other listeners of this signal would take the program to be without one, and end it.
      setImmediate(() => {
        for (const signal of SIGNALS) process.off(signal, told);
      });
      resolve(reason);
    };
    for (const signal of SIGNALS) process.on(signal, told);
    void orphaned?.then(() => told('the program that started it has ended'));
  });
}
