import { createHmac } from 'node:crypto';
import type { EpochSeconds } from '../time.ts';

/** What an answer is bound to: an answer to one question answers no other. */
export interface AnswerContext {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly userName: string;
  readonly step: string;
  readonly challenge: string;
  readonly nonce: string;
  /**
   * Answers are counted by nonce and time together: were the code the same at another time, each second of
   * the hour would give fresh attempts at it.
   */
  readonly issuedAt: EpochSeconds;
  /** Tells the secrets of one question apart if it has several: a code and a link in the same mail. */
  readonly purpose?: string;
}

/**
 * An endless run of bytes that only the epoch key can make: HMAC-SHA-256 over the context and a block counter.
 * The context goes in as a JSON list, so no two contexts share an encoding.
 */
export function* derivedBytes(epochKey: Uint8Array, context: AnswerContext): Generator<number, never> {
  const { userPoolId, clientId, userName, step, challenge, nonce, issuedAt, purpose } = context;
  for (let block = 0; ; block++) {
    const message = JSON.stringify([
      'answer-1',
      userPoolId,
      clientId,
      userName,
      step,
      challenge,
      nonce,
      issuedAt,
      ...(purpose === undefined ? [] : [purpose]),
      block,
    ]);
    yield* createHmac('sha256', epochKey).update(message).digest();
  }
}

/** `length` characters of `alphabet`, each as likely as any other: biased bytes are rejected. */
export function pick(bytes: Iterator<number>, alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let picked = '';
  while (picked.length < length) {
    const byte = bytes.next().value;
    if (byte < limit) picked += alphabet.charAt(byte % alphabet.length);
  }
  return picked;
}
