import type { EpochSeconds } from '../time.ts';

/**
 * What is counted across invocations: answers to a question, messages to a user and to a destination. A counter is
 * raised by one conditional write before anything follows from it, so parallel calls cannot pass a limit together.
 * Keys are pseudonyms and hashes: the table holds no personal data, no answer, and no nonce that can be read.
 */
export interface Ledger {
  /** Counts an answer before its verdict is released. The same call again is not counted again. */
  readonly countAnswer: (answer: CountedAnswer) => Promise<Judged>;
  /**
   * Counts an answer to a code of a user before its verdict is released.
   *
   * @returns how many wrong ones are left; undefined if none was left for this one
   */
  readonly countGuess: (guess: Guess) => Promise<number | undefined>;
  /** Whether this very call was judged right a moment ago: for its repetition, where the time is up in between. */
  readonly wasRight: (answer: Pick<CountedAnswer, 'question' | 'call' | 'now'>) => Promise<boolean>;
  /** Asks to send a new question. Shortly after another one it gives that one, to be handed over again. */
  readonly claimQuestion: (
    asker: string,
    fresh: FreshQuestion,
    rules: SendRules,
    now: EpochSeconds,
  ) => Promise<Claim>;
  /**
   * Asks to send a question again; or instead the one that a newer sign-in was sent, or the fresh one if that
   * can no longer be answered.
   */
  readonly claimResend: (
    asker: string,
    questions: { readonly sent: SentQuestion; readonly fresh: FreshQuestion },
    rules: SendRules,
    now: EpochSeconds,
  ) => Promise<Claim>;
  /** Whether a question was claimed for a user: for two hours at least, longer than a link of any counts. */
  readonly wasSent: (asker: string, question: string) => Promise<boolean>;
  /** Asks to send one message to a destination. `message` is the same for every try at the same message. */
  readonly claimMessage: (
    destination: string,
    message: string,
    perHour: number,
    now: EpochSeconds,
  ) => Promise<MessageClaim>;
  /** Takes a claim back: the message was refused, so it may be tried again. */
  readonly releaseMessage: (destination: string, message: string) => Promise<void>;
}

/** As many as anybody likes: wrong answers use up nothing that nobody can guess. */
export const UNLIMITED = Number.MAX_SAFE_INTEGER;

export interface CountedAnswer {
  /** `questionName` of the question that it is counted for. */
  readonly question: string;
  /** `callName`: the same for all of Cognito's tries at one call, and only for those. */
  readonly call: string;
  readonly isRight: boolean;
  /** Answers that are judged. */
  readonly max: number;
  readonly now: EpochSeconds;
  /** After this the count is not needed. */
  readonly expiresAt: EpochSeconds;
}

/** An answer that somebody may have guessed. */
export interface Guess {
  /** Names the user over all clients, steps and alternatives. */
  readonly user: string;
  /** `callName`. */
  readonly call: string;
  readonly isRight: boolean;
  /** Wrong answers that are judged in a week; undefined where nobody can guess the code. */
  readonly max: number | undefined;
  readonly now: EpochSeconds;
}

/** What may be released of an answer. */
export interface Judged {
  /**
   * `counted`: now. `repeated`: it was counted by an earlier try at the same call, whose verdict holds. `refused`: the question
   * was answered rightly before, or too often.
   */
  readonly outcome: 'counted' | 'repeated' | 'refused';
  /** The verdict; false if the answer is refused. */
  readonly isRight: boolean;
}

/** A question of this moment, and the same with a code that nobody can guess: which one it is, the claim decides. */
export interface FreshQuestion extends SentQuestion {
  readonly long: SentQuestion;
}

/** A question that a message carries. */
export interface SentQuestion {
  /** `questionName` of it. */
  readonly question: string;
  /** Its nonce, as `veil` makes it unreadable. */
  readonly veiled: string;
  readonly issuedAt: EpochSeconds;
  /** Whether its code is one that nobody can guess. */
  readonly isLong: boolean;
  /** Messages that went out with it, and when the last one did. */
  readonly sends: number;
  readonly sentAt: EpochSeconds;
}

/**
 * Seconds in which one call is one message, and one verdict. Cognito calls a trigger again that took more than 5 s; how
 * often is no longer documented ("may retry"), so this is longer than five tries.
 */
export const REPEAT_SECONDS = 30;

/**
 * The same for a resend: five tries of 5 s. No more than the smallest `delivery.resend_seconds`, so that no try of one call
 * can be a separate resend. A client that asks between the two is told to wait.
 */
export const RESEND_REPEAT_SECONDS = 25;

export interface SendRules {
  /** Seconds after a question was asked in which the same user gets it again, while it can be answered, and no second message. */
  readonly repeatSeconds: number;
  /** Seconds in which a question with a short code can be answered. */
  readonly lifetimeSeconds: number;
  /** Seconds before a resend. */
  readonly resendSeconds: number;
  readonly perHour: number;
  /** Wrong answers after which a question is dead. */
  readonly attempts: number;
  /** Names the user over all clients, steps and alternatives, and how many wrong codes of theirs are judged in a week. */
  readonly guesses: { readonly user: string; readonly max: number };
}

/** `send`: hand it over (delivery takes care of doubles). `wait`: too soon. `limit`: the hour's messages are used up. */
export interface Claim extends SentQuestion {
  readonly outcome: 'send' | 'wait' | 'limit';
}

export type MessageClaim = 'send' | 'sent before' | 'limit';
