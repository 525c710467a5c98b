import type { EpochSeconds } from '../time.ts';

/** Makes a MAC with the KMS key, which never leaves KMS: 32 bytes. */
export type GenerateMac = (keyId: string, message: string) => Promise<Uint8Array>;

/** The key of the hour in which a question was asked. */
export type EpochKey = (issuedAt: EpochSeconds) => Promise<Uint8Array>;

/** How long a key counts. */
export const EPOCH_SECONDS = 3600;

/** What KMS makes the key of a moment's hour from. */
export const epochMessage = (seconds: EpochSeconds) => `cognito-challenge epoch ${epochOf(seconds)}`;

const epochOf = (seconds: EpochSeconds) => Math.floor(seconds / EPOCH_SECONDS);

/**
 * Keys for answers, one an hour, derived by KMS and kept in memory: a warm function calls KMS once an hour, and an
 * hour's key is worth nothing in the next. Two are kept, for questions that were asked just before the hour.
 */
export function epochKeys(keyId: string, generateMac: GenerateMac): EpochKey {
  const kept = new Map<number, Promise<Uint8Array>>();
  return issuedAt => {
    const epoch = epochOf(issuedAt);
    const known = kept.get(epoch);
    if (known) return known;
    const key = generateMac(keyId, epochMessage(issuedAt));
    kept.set(epoch, key);
    for (const old of kept.keys()) if (kept.size > 2) kept.delete(old);
    // A failed call is not kept: the caller gets its error, the next caller a new try.
    key.catch(() => kept.delete(epoch));
    return key;
  };
}
