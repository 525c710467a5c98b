/** Time-based one-time passwords (RFC 6238): SHA-1, six digits, thirty seconds, as Cognito takes them and no others. */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** SecretCode: 32 random bytes in base32, 52 characters as Cognito's are. */
export const newTotpSecret = (): string => toBase32(randomBytes(32));

/** The code of a moment. @param secret base32 @param now epoch milliseconds */
export const totp = (secret: string, now: number): string => codeOf(secret, stepAt(now));

/**
 * The time step that a code belongs to; undefined if it is wrong. Cognito accepts the codes of thirty seconds before
 * and after as well (Developer Guide, "TOTP software token MFA").
 */
export function totpStep(secret: string, code: string, now: number): number | undefined {
  const given = Buffer.from(code);
  return [-1, 0, 1]
    .map(drift => stepAt(now) + drift)
    .find(step => given.length === 6 && timingSafeEqual(given, Buffer.from(codeOf(secret, step))));
}

const stepAt = (now: number) => Math.floor(now / STEP_MS);

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  // Dynamic truncation (RFC 4226, 5.3).
  const offset = digest.readUInt8(19) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map(group => ALPHABET.charAt(Number.parseInt(group.padEnd(5, '0'), 2)))
    .join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map(letter => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
}
