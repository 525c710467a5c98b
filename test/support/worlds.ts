import { createHmac, randomBytes } from 'node:crypto';
import type { GenerateMac } from '../../functions/answers/epoch-key.ts';

/** The first questions of these tests are asked now: 2025-11-21T18:33:20Z, a moment 33 minutes into an hour. */
export const NOW_SECONDS = 1763750000;

/** A KMS without a network: MACs as KMS would make them, under a key of the test's own. */
export const fakeMac: GenerateMac = async (keyId, message) =>
  createHmac('sha256', `key material of ${keyId}`).update(message).digest();

/** Clock, randomness and KMS for create and verify. The clock stands still until it is told to move. */
export function testWorld() {
  let milliseconds = NOW_SECONDS * 1000;
  const macs: string[] = [];
  return {
    now: () => milliseconds,
    nonce: () => randomBytes(16).toString('base64url'),
    generateMac: (async (keyId, message) => {
      macs.push(message);
      return fakeMac(keyId, message);
    }) satisfies GenerateMac,
    /** The messages that KMS was asked to make a MAC of. */
    macs,
    /** Moves the clock on. */
    pass: (seconds: number) => {
      milliseconds += seconds * 1000;
    },
  };
}
