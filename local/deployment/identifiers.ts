/** Identifiers as AWS shapes them, made from a resource's address: the same in every run, different for each resource. */

import { createHash } from 'node:crypto';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

export const alphabets = {
  /** User pool ids. */
  mixed: lower + lower.toUpperCase() + digits,
  /** App client ids and secrets. */
  lower: lower + digits,
  /** IAM's unique ids. */
  upper: lower.toUpperCase() + digits,
};

/** `length` characters of `alphabet`. Not random: nothing here is a secret. */
export function identifier(seed: string, length: number, alphabet: string): string {
  const characters: string[] = [];
  for (let block = 0; characters.length < length; block++) {
    const bytes = createHash('sha256').update(`${block} ${seed}`).digest();
    for (const byte of bytes) characters.push(alphabet[byte % alphabet.length] ?? '');
  }
  return characters.slice(0, length).join('');
}

/** A UUID, version 4 in form. */
export function uuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
