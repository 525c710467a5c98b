import { createHash } from 'node:crypto';
import { record, whole } from '../../settings/checks.ts';
import type { Challenge, ChallengeMaker } from '../challenge.ts';

const MAX_SUFFIX_LENGTH = 64;

/**
 * Work for the client's machine: a `suffix` for which SHA-256 of `prefix` + suffix (UTF-8) begins with `difficulty`
 * zero bits. It takes 2^difficulty tries to find, and one to check. The prefix is new each time, so nothing can be
 * worked out beforehand.
 */
export const proofOfWork: ChallengeMaker = (settings): Challenge => {
  const given = record(settings, 'challenges.proof_of_work').difficulty;
  const difficulty = whole(given ?? 18, 'challenges.proof_of_work.difficulty', 8, 28);
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
