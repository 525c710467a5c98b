import { createHash } from 'node:crypto';
import type { EpochSeconds } from '../time.ts';
import type { Pseudonym } from './stable-key.ts';

interface Named {
  readonly nonce: string;
  readonly issuedAt: EpochSeconds;
}

/**
 * A question's name for clients, the ledger and AWS's logs: 22 characters that reveal nothing about the nonce. Whoever can
 * have KMS make an hour's key has no use for it without the nonce, so that stays where it is needed. The time is in the
 * name, so that the same nonce with a younger date is another question.
 */
export function questionName({ nonce, issuedAt }: Named): string {
  return digest('question', nonce, issuedAt).slice(0, 22);
}

/**
 * The same for the client of a sign-in. Where the question stood already, it gets another name: by the true one, whoever
 * starts sign-ins in a user's name would see when the user's question changes. The link then finds no sign-in that waits
 * for it, and starts one.
 */
export function shownName(question: Named & { readonly askedAt: EpochSeconds }): string {
  const { nonce, issuedAt, askedAt } = question;
  return askedAt > issuedAt
    ? digest('shown', nonce, issuedAt, askedAt).slice(0, 22)
    : questionName({ nonce, issuedAt });
}

/**
 * Names one answer to one round: Cognito's second try at a call has the same name, and no other call has. The nonce is
 * in it, so the name reveals nothing about what was typed.
 */
export function callName({ nonce, round }: { nonce: string; round: string }, given: string): string {
  return digest('call', nonce, round, given).slice(0, 11);
}

/**
 * A nonce as the ledger may hold it, and back again: covered with its own pad, which takes the KMS key to make.
 * Nobody reads a nonce in the table, its backups or streams.
 */
export async function veil(text: string, question: string, pseudonym: Pseudonym): Promise<string> {
  const pad = bytesOf(await pseudonym('veil', question));
  return Buffer.from(bytesOf(text).map((byte, index) => byte ^ (pad[index] ?? 0)))
    .toString('base64url')
    .slice(0, 22);
}

/** With the two bits that 22 characters have more than 16 bytes: text comes back as it was, whatever its last bits are. */
const bytesOf = (text: string) => Buffer.from(`${text}AA`, 'base64url');

function digest(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
