/** Work that must be done when this process ends, whoever ends it. */

const cleanups = new Set<() => void>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a synchronous clean-up when the process exits or is told to end, unless it is taken back before.
 *
 * @returns takes the clean-up back
 */
export function onExit(cleanup: () => void): () => void {
  if (cleanups.size === 0) listen();
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup) && cleanups.size === 0) unlisten();
  };
}

/** Newest first: a process is killed before the folder that it runs in is removed. */
function cleanUp(): void {
  const newestFirst = [...cleanups].reverse();
  cleanups.clear();
  unlisten();
  for (const cleanup of newestFirst) cleanup();
}

/** A listener stops a signal from ending the process: when this was the only one, the signal is sent again. */
function onSignal(signal: NodeJS.Signals): void {
  cleanUp();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function listen(): void {
  process.on('exit', cleanUp);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function unlisten(): void {
  process.off('exit', cleanUp);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}
