/** What an operator does about a call that failed depends on which of these it is. */
export type Fault = 'Denied' | 'Throttled' | 'TimedOut' | 'Unavailable' | 'Refused';

/** Of a proxy that gave up waiting: nobody knows whether the service did its work. */
export const GATEWAY_TIMEOUT = 504;

export const isThrottled = (code: string) =>
  /Throttl|ThroughputExceeded|TooManyRequests|RequestLimitExceeded/.test(code);

/**
 * What is wrong with a call, from how it ended; undefined for an answer that is no fault.
 *
 * @param code AWS's, Node's, or one of `send.ts`
 * @param status 0 when no answer came
 */
export function faultOf({ code, status }: { code: string; status: number }): Fault | undefined {
  // An answer that is asked for: DynamoDB says so where a limit is reached.
  if (code === 'ConditionalCheckFailedException') return undefined;
  // By the role, a key's policy or the credentials: JSON services say so with status 400.
  const isDenied = /AccessDenied|Authoriz|UnrecognizedClient|Signature|Token/.test(code);
  if (isDenied || status === 401 || status === 403) return 'Denied';
  if (isThrottled(code) || status === 429) return 'Throttled';
  if (status === GATEWAY_TIMEOUT || (status === 0 && /abort|time/i.test(code))) return 'TimedOut';
  return status === 0 || status >= 500 || code === 'InvalidResponse' ? 'Unavailable' : 'Refused';
}
