import { isDeepStrictEqual } from 'node:util';
import type { LambdaFunction } from '../deployment.ts';
import { payloadOf } from './outcome.ts';
import type { Pool } from './pool.ts';

/**
 * The pools of these functions: those of now where nothing has changed, new ones otherwise, each with a sandbox that is
 * ready. Either all of them come to be, or none.
 *
 * @throws Error that names each function that cannot be unpacked or initialized, and why
 */
export async function nextPools(
  pools: readonly Pool[],
  functions: readonly LambdaFunction[],
  how: {
    readonly isRepackaged: (fn: LambdaFunction) => boolean;
    readonly deployed: (fn: LambdaFunction) => Promise<Pool>;
  },
): Promise<readonly Pool[]> {
  const made: Pool[] = [];
  const poolOf = async (fn: LambdaFunction): Promise<Pool> => {
    const kept = how.isRepackaged(fn)
      ? undefined
      : pools.find(pool => pool.fn.arn === fn.arn && isDeepStrictEqual(pool.fn, fn));
    if (kept) return kept;
    const pool = await how.deployed(fn);
    made.push(pool);
    const fault = await pool.warm();
    if (fault) throw new Error(`${fn.arn} cannot be initialized: ${reasonOf(payloadOf(fault, ''))}`);
    return pool;
  };
  const results = await Promise.allSettled(functions.map(poolOf));
  const failures = results.flatMap(result =>
    result.status === 'rejected' ? [messageOf(result.reason)] : [],
  );
  if (failures.length > 0) {
    await Promise.all(made.map(pool => pool.close()));
    throw new Error(failures.join('\n'));
  }
  return results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** From what a runtime posts of an error, in whatever language. */
function reasonOf(payload: string): string {
  const { errorType, errorMessage } = Object(JSON.parse(payload));
  return [errorType, errorMessage].filter(Boolean).join(': ') || payload;
}
