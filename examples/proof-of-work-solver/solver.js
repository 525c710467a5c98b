/**
 * Solves a `proof_of_work` challenge in workers, so that the page stays alive.
 *
 * @param {{prefix: string, difficulty: string | number}} parameters the challenge's public parameters
 * @param {{workers?: number, signal?: AbortSignal}} [options]
 * @returns {Promise<string>} the ANSWER
 */
export async function solve(
  { prefix, difficulty },
  { workers = navigator.hardwareConcurrency ?? 2, signal } = {},
) {
  signal?.throwIfAborted();
  const crew = Array.from(
    { length: workers },
    () => new Worker(new URL('worker.js', import.meta.url), { type: 'module' }),
  );
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      crew.forEach((worker, start) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = event => reject(new Error(event.message ?? 'A worker did not start.'));
        worker.postMessage({ prefix, difficulty: Number(difficulty), start, step: workers });
      });
    });
  } finally {
    for (const worker of crew) worker.terminate();
  }
}
