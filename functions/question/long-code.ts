import type { Step } from '../settings/step.ts';
import type { Question } from './question.ts';

/**
 * A question with a long code: one that nobody can guess. It is asked where somebody has guessed at a user's codes, and
 * as the last message of an hour. So it needs no limit on wrong answers, stays valid for the rest of the hour, and nobody can
 * use up either it or the message that it went out with: the owner finds it in the mailbox, however busy others are.
 *
 * The nonce says so itself, and so do all who know the nonce: 16 bytes are 128 bits, base64url writes them as 22
 * characters of 132, and one of the four bits that are left over is the mark.
 */

/** Bits from which on a secret needs no limit of tries: NIST SP 800-63B, "Look-Up Secret Verifiers" and "Out-of-Band Verifiers". */
const BITS = 64;

/** As long as the hour's messages last: until there can be others. */
const STANDS_SECONDS = 3600;

/** Sign-ins that may go wrong to the end, in a week, before codes are long. */
const SIGN_INS = 3;

const marks: Readonly<Record<string, string>> = { A: 'B', Q: 'R', g: 'h', w: 'x' };
const MARKED = /^[\w-]{21}[BRhx]$/;

/** The same nonce, for a question with a long code. */
export function toLong(nonce: string): string {
  const last = nonce.slice(21);
  return nonce.slice(0, 21) + (marks[last] ?? last);
}

export function isLong({ nonce }: { readonly nonce: string }): boolean {
  return MARKED.test(nonce);
}

/** Wrong codes of a user that are judged in a week, unless nobody can guess the code. */
export function maxGuesses({ attempts }: Step): number {
  return SIGN_INS * attempts;
}

/** Characters of a question's code. @param usual what the step or the challenge says */
export function codeLengthOf(question: { readonly nonce: string }, alphabet: string, usual: number): number {
  return isLong(question) ? Math.ceil(BITS / Math.log2(alphabet.length)) : usual;
}

/** Seconds in which a question can be answered: from the last moment at which a sign-in begins with it, the step's own. */
export function lifetimeOf({ nonce }: { readonly nonce: string }, { lifetimeSeconds }: Step): number {
  return lifetimeSeconds + (isLong({ nonce }) ? STANDS_SECONDS : 0);
}

/** When a question can no longer be answered: as its sign-in was told, or later. */
export function expiryOf(question: Pick<Question, 'nonce' | 'issuedAt' | 'askedAt' | 'step'>): number {
  const { issuedAt, askedAt, step } = question;
  return Math.max(askedAt + step.lifetimeSeconds, issuedAt + lifetimeOf(question, step));
}

/** For people to copy: `12345 67890 …`. `foldCode` takes the blanks out again. */
export function inGroups(code: string): string {
  return code.length > 10 ? code.replace(/(.{5})(?=.)/g, '$1 ') : code;
}
