import type { CustomChallengeName } from '../../challenge-kinds.ts';

/** The challenges that send a message. */
export const messageNames = [
  'email_otp',
  'magic_link',
  'sms_otp',
] as const satisfies readonly CustomChallengeName[];
export type MessageName = (typeof messageNames)[number];

/** A message with blanks. A text message has `text` only; an e-mail has a subject, and may do without HTML. */
export interface Template {
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
}

export type Templates = Readonly<Partial<Record<MessageName, Template>>>;
