import type { Step } from '../settings.ts';

/** One asked question. Everything in it may be seen by anyone: the answer needs the epoch key besides. */
export interface Question {
  readonly step: Step;
  /** Random, 16 bytes as base64url. */
  readonly nonce: string;
  /** Bytes that only the holder of the epoch key can make: this question's, and no other's. */
  readonly secret: () => Promise<Iterator<number>>;
}

/** Public parameters of a challenge: what the client needs to put the question to the user. */
export type PublicParameters = Readonly<Record<string, string>>;

/** A kind of question. One file a challenge, one line in `table.ts`, one in `kinds.ts`. */
export interface Challenge {
  /** The right answer, where it is derived from the question; so it is stored nowhere. */
  readonly answer: (question: Question) => Promise<string>;
  readonly create: (question: Question) => Promise<PublicParameters>;
  /** @param given what the user answered: 1–2048 characters of anything. */
  readonly verify: (question: Question, given: string) => Promise<boolean>;
}
