import { createHash } from 'node:crypto';

/**
 * A UUID for the one answer that a question takes, the same in each of Cognito's tries at judging it: a service that
 * takes a token once then repeats its verdict, instead of calling the token a duplicate.
 */
export function idempotencyKey(nonce: string): string {
  const hex = createHash('sha256').update(`idempotency key ${nonce}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
