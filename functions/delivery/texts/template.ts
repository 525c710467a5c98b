import type { CustomChallengeName } from '../../challenge-kinds.ts';

/** The challenges that send a message, and by which medium: every other table of texts by challenge follows from this one. */
export const messageMedia = {
  email_otp: 'EMAIL',
  magic_link: 'EMAIL',
  sms_otp: 'SMS',
} as const satisfies Partial<Record<CustomChallengeName, 'EMAIL' | 'SMS'>>;
export type MessageName = keyof typeof messageMedia;

export const messageNames = Object.keys(messageMedia) as MessageName[];

/** A message with blanks. A text message has `text` only; an e-mail has a subject, and may do without HTML. */
export interface Template {
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
}

export type Templates = Readonly<Partial<Record<MessageName, Template>>>;
