/** One page of a list, and the token of the next. */

import { invalidParameter } from '../errors.ts';

/** @throws InvalidParameterException for a token that no page gave */
export function page<Item>(
  all: readonly Item[],
  size: number,
  token: string | undefined,
): { items: readonly Item[]; next?: string } {
  const start = token === undefined ? 0 : readPosition(token);
  const end = start + size;
  const next = end < all.length ? { next: Buffer.from(`${end}`).toString('base64url') } : {};
  return { items: all.slice(start, end), ...next };
}

function readPosition(token: string): number {
  const text = Buffer.from(token, 'base64url').toString();
  if (!/^\d{1,15}$/.test(text)) throw invalidParameter('Invalid pagination token.');
  return Number(text);
}
