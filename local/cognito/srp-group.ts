/** The group of Cognito's SRP-6a (3072 bits, RFC 3526, with g = 2; RFC 5054 has 5), and how its numbers are written. */

import { createHash, getDiffieHellman } from 'node:crypto';

export const N = toInteger(getDiffieHellman('modp15').getPrime());
export const g = 2n;
export const k = hash(pad(N), pad(g));

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

export function hash(...parts: Buffer[]): bigint {
  const sha256 = createHash('sha256');
  for (const part of parts) sha256.update(part);
  return toInteger(sha256.digest());
}

/** Two's complement, as Java's BigInteger.toByteArray writes it: a leading zero byte where the top bit is set. */
export function pad(value: bigint): Buffer {
  const bytes = toBuffer(value);
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
}

function toBuffer(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

export function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}
