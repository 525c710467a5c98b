/**
 * SRP-6a as Cognito speaks it: SHA-256, and "Caldera Derived Key" as the label of the key derivation. The client's side
 * is in amazon-cognito-identity-js.
 *
 * `poolName` is what follows the underscore in the pool's id; `userId` the real user name.
 */

import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { g, hash, k, N, pad, power, toInteger } from './srp-group.ts';

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
 * The client's public value A, from hexadecimal; undefined if it is not a number or proves nothing. A server
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

const isTrivial = (value: bigint): boolean => value < 2n || value > N - 2n;
