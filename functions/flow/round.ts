/**
 * What one round leaves in the session, as `challengeMetadata`: which question was asked, when, and what was spent
 * before. Cognito keeps it and shows it to our triggers only; it holds nothing that an answer could be made from.
 */
export interface Round {
  /** The challenge's name. */
  readonly challenge: string;
  /** Absent where a create function of the operator's own wrote the metadata. */
  readonly asked?: AskedRound;
}

export interface AskedRound {
  readonly step: string;
  readonly nonce: string;
  /** Epoch seconds. */
  readonly issuedAt: number;
  /** Attempts of the step that were spent before this round. */
  readonly spent: number;
  /** Messages that went out with this question, and when the last one did (epoch seconds, 0 for never). */
  readonly sends: number;
  readonly sentAt: number;
  /** What an external challenge left for its own next rounds, up to 200 bytes. */
  readonly note?: string;
}

const FORM =
  /^([A-Z][A-Z0-9_]{0,31})_CHALLENGE(?: ([a-z][a-z0-9_]{0,31}) ([\w-]{22}) (\d{10}) (\d{1,2}) (\d{1,2}) (\d{1,10})(?: ([\w-]{1,268}))?)?$/;

/** `EMAIL_OTP_CHALLENGE email_otp kq3…w 1763750000 0 1 1763750000`: challenge, step, nonce, time, spent, sends, sent at. */
export function toMetadata(challenge: string, asked: AskedRound): string {
  const { step, nonce, issuedAt, spent, sends, sentAt, note } = asked;
  const fields = [`${challenge.toUpperCase()}_CHALLENGE`, step, nonce, issuedAt, spent, sends, sentAt];
  return [...fields, ...(note ? [Buffer.from(note).toString('base64url')] : [])].join(' ');
}

/** The round that metadata tells of; undefined for anything that no create function of a flow writes. */
export function fromMetadata(metadata: unknown): Round | undefined {
  const [, name, step, nonce, issuedAt, spent, sends, sentAt, note] =
    (typeof metadata === 'string' && FORM.exec(metadata)) || [];
  if (!name) return undefined;
  const challenge = name.toLowerCase();
  if (!step || !nonce) return { challenge };
  const numbers = {
    issuedAt: Number(issuedAt),
    spent: Number(spent),
    sends: Number(sends),
    sentAt: Number(sentAt),
  };
  const own = note ? { note: Buffer.from(note, 'base64url').toString() } : {};
  return { challenge, asked: { step, nonce, ...numbers, ...own } };
}
