import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a given answer is the expected one, in a time that reveals neither how much of it is right nor how long
 * the right one is. An empty expectation is never met: a create function that forgot its answer lets nobody in.
 */
export function equal(given: string, expected: string): boolean {
  // UTF-16 keeps any two strings apart; UTF-8 would make one of all unpaired surrogates.
  const digest = (text: string) => createHash('sha256').update(text, 'utf16le').digest();
  return timingSafeEqual(digest(given), digest(expected)) && expected !== '';
}
