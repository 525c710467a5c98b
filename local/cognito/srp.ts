/**
 * SRP-6a as Cognito speaks it: the 3072-bit group of RFC 3526 with g = 2 (RFC 5054 has 5), SHA-256, and
 * "Caldera Derived Key" as the label of the key derivation. The client's side is in amazon-cognito-identity-js.
 *
 * `poolName` is what follows the underscore in the pool's id; `userId` the real user name.
 */

import { createHash, createHmac, getDiffieHellman, hkdfSync } from 'node:crypto';

const N = toInteger(getDiffieHellman('modp15').getPrime());
const g = 2n;
const k = hash(pad(N), pad(g));

export interface PasswordVerifier {
  readonly salt: bigint;
  readonly verifier: bigint;
}

/** All that is kept of a password. */
export function makeVerifier(
  poolName: string,
  userId: string,
  password: string,
  salt: bigint,
): PasswordVerifier {
  const identity = createHash('sha256').update(`${poolName}${userId}:${password}`).digest();
  return { salt, verifier: power(g, hash(pad(salt), identity)) };
}

/** A verifier that no password fits; indistinguishable from a real one. `seed` has 384 bytes or more. */
export const fakeVerifier = (salt: bigint, seed: Buffer): PasswordVerifier => ({
  salt,
  verifier: toInteger(seed) % N,
});

/**
 * The client's public value A, from hexadecimal; undefined where it is no number or proves nothing. A server
 * that took A ≡ 0 would share a key that needs no password (RFC 5054, 2.5.4); ±1 are as weak.
 */
export function readPublicValue(hex: string): bigint | undefined {
  if (!/^[0-9a-f]{1,770}$/i.test(hex)) return undefined;
  const value = BigInt(`0x${hex}`);
  return isTrivial(value % N) ? undefined : value;
}

/** The server's public value B = kv + g^b. */
export const publicValue = (verifier: bigint, b: bigint): bigint => (k * verifier + power(g, b)) % N;

export interface Exchange {
  readonly A: bigint;
  readonly b: bigint;
  readonly B: bigint;
  readonly verifier: bigint;
}

/** The key that only a client who knows the password shares; undefined where the exchange proves nothing. */
export function sharedKey({ A, b, B, verifier }: Exchange): Buffer | undefined {
  const u = hash(pad(A), pad(B));
  if (u === 0n) return undefined;
  const base = (A * power(verifier, u)) % N;
  if (isTrivial(base)) return undefined;
  return Buffer.from(hkdfSync('sha256', pad(power(base, b)), pad(u), 'Caldera Derived Key', 16));
}

/** PASSWORD_CLAIM_SIGNATURE, before its base64. */
export const claimSignature = (
  key: Buffer,
  claim: { poolName: string; userId: string; secretBlock: string; timestamp: string },
): Buffer =>
  createHmac('sha256', key)
    .update(`${claim.poolName}${claim.userId}`)
    .update(Buffer.from(claim.secretBlock, 'base64'))
    .update(claim.timestamp)
    .digest();

const WINDOW_BITS = 4;

/**
 * base^exponent mod N, four bits of the exponent at a time. OpenSSL's exponentiation is behind Diffie-Hellman only, which
 * refuses half of all bases in Node 22 (those that are no squares) and checks the prime for seconds in Node 24. This one
 * is not constant-time: on this machine nobody is there to measure it.
 */
export function power(base: bigint, exponent: bigint): bigint {
  const powers = [1n];
  for (let last = 1n; powers.length < 1 << WINDOW_BITS; powers.push(last)) last = (last * base) % N;
  const digits = exponent.toString(1 << WINDOW_BITS);
  let result = 1n;
  for (const digit of digits) {
    for (let bit = 0; bit < WINDOW_BITS; bit++) result = (result * result) % N;
    result = (result * (powers[Number.parseInt(digit, 1 << WINDOW_BITS)] ?? 1n)) % N;
  }
  return result;
}

const isTrivial = (value: bigint): boolean => value < 2n || value > N - 2n;

function hash(...parts: Buffer[]): bigint {
  const sha256 = createHash('sha256');
  for (const part of parts) sha256.update(part);
  return toInteger(sha256.digest());
}

/** Two's complement, as Java's BigInteger.toByteArray writes it: a leading zero byte where the top bit is set. */
function pad(value: bigint): Buffer {
  const bytes = toBuffer(value);
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
}

function toBuffer(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}
