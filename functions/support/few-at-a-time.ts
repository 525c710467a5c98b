/** Quotas of KMS and DynamoDB are shared with the sign-ins of the account. */
const AT_ONCE = 4;

/** Does the same for each of them, a few at a time. */
export async function fewAtATime<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE)
    results.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))));
  return results;
}
