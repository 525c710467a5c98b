import { searcher } from './sha256-search.ts';
import type { ProofOfWork } from './state.ts';

export interface SolveOptions {
  readonly signal: AbortSignal;
  /** Where the page serves the package's `worker.js`, if its policy allows no worker from a Blob. */
  readonly workerUrl?: string | URL;
}

export type Solve = (
  work: Pick<ProofOfWork, 'prefix' | 'difficulty'>,
  options: SolveOptions,
) => Promise<string>;

/** Digests between two looks at what has happened: some 20 ms of a slow phone, when the page's own thread does it. */
const SLICE = 2 ** 11;
/** More would heat a phone for little: the search ends when the first one finds it. */
const MOST_WORKERS = 4;

/** Bundlers that keep functions' names call `__name` in their text. */
const WORKER = `const __name=f=>f;onmessage=({data:[p,d,from,step]})=>{const s=(${searcher})(p,d);postMessage(s(from,step,Infinity))}`;

/**
 * Finds the answer to a proof of work: in workers, or where none can be made, in slices on this thread. The server takes a
 * suffix of up to 64 characters whose digest with the prefix begins with so many zero bits.
 */
export const solve: Solve = (work, options) =>
  inWorkers(work, options).catch(() => inSlices(work, options.signal));

async function inWorkers(
  { prefix, difficulty }: Parameters<Solve>[0],
  { signal, workerUrl }: SolveOptions,
): Promise<string> {
  const url = workerUrl ?? URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
  const count = Math.min(globalThis.navigator?.hardwareConcurrency || 2, MOST_WORKERS);
  const crew: Worker[] = [];
  try {
    return await new Promise<string>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      for (let from = 0; from < count; from++) {
        const worker = new Worker(url);
        crew.push(worker);
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = reject;
        worker.postMessage([prefix, difficulty, from, count]);
      }
    });
  } finally {
    for (const worker of crew) worker.terminate();
    if (!workerUrl) URL.revokeObjectURL(String(url));
  }
}

async function inSlices({ prefix, difficulty }: Parameters<Solve>[0], signal: AbortSignal): Promise<string> {
  const search = searcher(prefix, difficulty);
  for (let from = 0; ; from += SLICE) {
    signal.throwIfAborted();
    const answer = search(from, 1, SLICE);
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve));
  }
}
