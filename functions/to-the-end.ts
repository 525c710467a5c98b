/**
 * The values of promises that are under way side by side, once each has ended, even where one fails: what was still under
 * way then would be in the next call's way.
 */
export async function toTheEnd<const Promises extends readonly unknown[]>(promises: Promises) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
