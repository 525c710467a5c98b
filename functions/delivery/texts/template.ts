import { messageMedia } from '../../challenge-kinds.ts';

export type MessageName = keyof typeof messageMedia;

export const messageNames = Object.keys(messageMedia) as MessageName[];

/** A message with blanks. A text message has `text` only; an e-mail has a subject, and may do without HTML. */
export interface Template {
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
}

export type Templates = Readonly<Partial<Record<MessageName, Template>>>;
