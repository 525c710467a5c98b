/** Waits until somebody ends this program, in any of the ways there are. */

import { onParentEnd } from './parent.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when the program is told to end, with the reason. A second signal ends it at once, as if nobody listened.
 *
 * @param withParent `ends`, or `outlives`: what becomes of it when the program that started it has ended
 */
export function untilTold(withParent: 'ends' | 'outlives'): Promise<string> {
  return new Promise(resolve => {
    const stop =
      withParent === 'ends'
        ? onParentEnd(() => told('the program that started it has ended'), {
            byNpm: process.env.npm_lifecycle_event !== undefined,
          })
        : () => undefined;
    const told = (reason: string) => {
      stop();
      // Not at once: other listeners of this signal would take the program to be without one, and end it.
      setImmediate(() => {
        for (const signal of SIGNALS) process.off(signal, told);
      });
      resolve(reason);
    };
    for (const signal of SIGNALS) process.on(signal, told);
  });
}
