import { createHash } from 'node:crypto';
import { object, optional, whole } from '../../settings/declare.ts';
import type { Challenge, ChallengeMaker } from '../challenge.ts';

const MAX_SUFFIX_LENGTH = 64;

export const proofOfWorkSettings = object({ difficulty: optional(whole(8, 28), 18) });

/**
 * Work for the client's machine: a `suffix` for which SHA-256 of `prefix` + suffix (UTF-8) begins with `difficulty`
 * zero bits. It takes 2^difficulty tries to find, and one to check. The prefix is new each time, so nothing can be
 * worked out beforehand.
 */
export const proofOfWork: ChallengeMaker = (settings): Challenge => {
  const { difficulty } = proofOfWorkSettings.read(settings, 'proof_of_work');
  return {
    create: async ({ nonce }) => ({ public: { prefix: prefixOf(nonce), difficulty: String(difficulty) } }),
    verify: async ({ nonce }, suffix) =>
      suffix.length <= MAX_SUFFIX_LENGTH && leadingZeroBits(prefixOf(nonce) + suffix) >= difficulty,
  };
};

/** The nonce is as good a prefix as any: random, and of this question alone. */
const prefixOf = (nonce: string) => `${nonce}.`;

/** Zero bits that the digest of a text begins with, up to 32. */
function leadingZeroBits(text: string): number {
  return Math.clz32(createHash('sha256').update(text).digest().readUInt32BE());
}

export default proofOfWork;
