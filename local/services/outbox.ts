import type { Caller } from '../aws-service.ts';
import type { Message } from '../cognito/context.ts';

/** A message that a function sent. Those of Cognito itself have no HTML. */
export interface OutgoingMessage extends Message {
  readonly html?: string;
}

/** A message as it lies in the outbox, where a person reads it. */
export interface SentMessage extends OutgoingMessage {
  /** ISO 8601. */
  readonly at: string;
}

/** Whether a text message can go there: E.164. */
export const isPhoneNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

/**
 * Takes a message, and never fails: this is all the sending there is on this machine.
 * @param sender who asked for it, unless it is Cognito
 */
export type Post = (message: OutgoingMessage, sender?: Caller) => void;
