/**
 * What is counted across invocations: answers to a question, messages to a user and to a destination. A counter is
 * raised by one conditional write before anything follows from it, so parallel calls cannot pass a limit together.
 * Keys are pseudonyms and nonces: the table holds no personal data, and no answer.
 */
export interface Ledger {
  /**
   * Counts an answer before its verdict is released.
   *
   * @returns whether it may be: false when the question was answered rightly before, or too often
   */
  readonly countAnswer: (answer: CountedAnswer) => Promise<boolean>;
  /** Asks to send a new question. Shortly after another one it gives that one, to be handed over again. */
  readonly claimQuestion: (
    user: string,
    fresh: SentQuestion,
    rules: SendRules,
    now: number,
  ) => Promise<Claim>;
  /** Asks to send a question once more; the fresh one in its place, where it can no longer be answered. */
  readonly claimResend: (
    user: string,
    sent: SentQuestion,
    fresh: SentQuestion,
    rules: SendRules,
    now: number,
  ) => Promise<Claim>;
  /** Asks to send one message to a destination. `message` is the same for every try at the same message. */
  readonly claimMessage: (
    destination: string,
    message: string,
    perHour: number,
    now: number,
  ) => Promise<MessageClaim>;
  /** Takes a claim back: the message was refused, so it may be tried again. */
  readonly releaseMessage: (destination: string, message: string) => Promise<void>;
}

export interface CountedAnswer {
  readonly nonce: string;
  readonly isRight: boolean;
  /** Answers that are judged. */
  readonly max: number;
  /** Epoch seconds after which the count is not needed. */
  readonly expiresAt: number;
}

/** A question that a message carries. Times in epoch seconds. */
export interface SentQuestion {
  readonly nonce: string;
  readonly issuedAt: number;
  /** Messages that went out with it, and when the last one did. */
  readonly sends: number;
  readonly sentAt: number;
}

/**
 * Seconds in which one call is one message. Cognito calls a trigger again that took more than 5 s; how often is no
 * longer documented ("may retry"), so this is longer than five tries.
 */
export const REPEAT_SECONDS = 30;

/** The same for a resend, which a client may ask for as soon as this is over; later tries are told to wait. */
export const RESEND_REPEAT_SECONDS = 20;

export interface SendRules {
  /** Seconds after a question was asked in which the same user gets it again, while it can be answered, and no second message. */
  readonly repeatSeconds: number;
  /** Seconds before a resend. */
  readonly resendSeconds: number;
  readonly perHour: number;
  /** Wrong answers after which a question is dead. */
  readonly attempts: number;
}

/** `send`: hand it over (delivery takes care of doubles). `wait`: too soon. `limit`: the hour's messages are used up. */
export interface Claim extends SentQuestion {
  readonly outcome: 'send' | 'wait' | 'limit';
}

export type MessageClaim = 'send' | 'sent before' | 'limit';
