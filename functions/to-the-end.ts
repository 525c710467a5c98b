/**
 * The values of concurrent promises once all have ended, even if one fails: what was still under
 * way then would be in the next call's way.
 */
export async function toTheEnd<const Promises extends readonly unknown[]>(promises: Promises) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
