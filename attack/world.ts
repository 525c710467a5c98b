import { createHash } from 'node:crypto';
import { fakeMac } from '../test/support/worlds.ts';

const refuse = (what: string) => async (): Promise<never> => {
  throw new Error(`Nothing here may ${what}.`);
};

/** What functions have of AWS where nothing but codes and links is asked: a KMS without a network. */
export const codesOnly = {
  generateMac: fakeMac,
  invoke: refuse('invoke'),
  postForm: refuse('post'),
  secretText: refuse('read secrets'),
};

/** 32 bytes at each call, the same for the same seed. */
export function digestsOf(seed: string): () => Buffer {
  let count = 0;
  return () => createHash('sha256').update(`${seed} ${count++}`).digest();
}

/** A nonce of such bytes. */
export const nonceOf = (bytes: Buffer): string => bytes.subarray(0, 16).toString('base64url');
