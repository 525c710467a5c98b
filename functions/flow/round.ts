import type { SessionEntry } from '../event/session-entry.ts';
import { fromLag, toLag } from '../question/lag.ts';
import type { EpochSeconds } from '../time.ts';

/**
 * What one round leaves in the session, as `challengeMetadata`: which question was asked, when, and what was spent
 * before. Cognito keeps it and shows it to our triggers only; it holds nothing that an answer could be made from.
 * Every round stays to the end of the sign-in, so each is as short as it can be (`session-budget.ts`).
 */
export interface Round {
  /** The challenge's name. */
  readonly challenge: string;
  /** Absent where a create function of the operator's own wrote the metadata. */
  readonly asked?: {
    readonly step: string;
    /** Attempts of the step that were spent before this round. */
    readonly spent: number;
    /** What create alone needs to know: `questionOf` reads it. */
    readonly question: string;
  };
}

/** The question of a round. */
export interface RoundQuestion {
  readonly issuedAt: EpochSeconds;
  /** Where a retry asks the same question again. */
  readonly kept?: KeptQuestion;
  /** What an external challenge left for its own next rounds, up to 96 bytes. */
  readonly note?: string;
}

export interface KeptQuestion {
  readonly nonce: string;
  /** When this sign-in asked it first: as it was issued, unless it stood already. */
  readonly askedAt: EpochSeconds;
  /**
   * Messages that this sign-in asked for with this question, and when it did the last time (0 for never).
   * It says nothing about the user's other sign-ins: whoever started this one may be somebody else.
   */
  readonly sends: number;
  readonly sentAt: EpochSeconds;
}

/** What a round leaves that is asked. */
export interface NewRound extends RoundQuestion {
  readonly step: string;
  readonly spent: number;
  /** In the first round of a sign-in. */
  readonly trace?: string | undefined;
}

/** AWS's documented name for the challenge, which operators' own functions may read; then the step's name, and the rest; the trace. */
const ROUND = /^([A-Z\d_]{1,32})_CHALLENGE(?:(?: ([a-z]\w*))? (\d) (\w{6}(?: [\w-]+){0,4})(?:@[\w-]{16})?)?$/;

/**
 * The time; where the question is kept its nonce, how much later this sign-in asked it, messages asked for, seconds from
 * the first to the last; the note. What is kept has one length: everybody sees how long the `Session` is.
 */
const QUESTION = /^([\da-z]{6})(?: ([\w-]{22}) ([\da-z]{3})([\da-z])([\da-z]{2}))?(?: ([\w-]{1,128}))?$/;

/** The round that metadata describes; undefined for anything that a flow's create function does not write. */
export function fromMetadata(metadata: unknown): Round | undefined {
  const [, name, step, spent, question] = (typeof metadata === 'string' && ROUND.exec(metadata)) || [];
  if (!name) return undefined;
  const challenge = name.toLowerCase();
  return {
    challenge,
    ...(question && { asked: { step: step || challenge, spent: Number(spent), question } }),
  };
}

/**
 * `EMAIL_OTP_CHALLENGE 0 tovdde kq3…w i00100`: challenge, attempts spent, question. Numbers are in base 36. The step
 * precedes them if it differs from its challenge's name: `EMAIL_OTP_CHALLENGE second_code 0 …`. The first round of a sign-in
 * ends with its trace, `@Kq3vT_0aAAECAwQF` (`event/trace.ts`).
 */
export function toMetadata(challenge: string, { step, spent, trace, ...question }: NewRound): string {
  const { issuedAt, kept, note } = question;
  const round = [
    `${challenge.toUpperCase()}_CHALLENGE`,
    ...(step === challenge ? [] : [step]),
    spent,
    toText(issuedAt),
    ...(kept ? [kept.nonce, toLag(kept.askedAt - issuedAt) + toSends(kept)] : []),
    ...(note ? [Buffer.from(note).toString('base64url')] : []),
  ].join(' ');
  return trace ? `${round}@${trace}` : round;
}

/** The question of a round that was asked; undefined for a round that another create function asked. */
export function questionOf(round: Round | undefined): RoundQuestion | undefined {
  const [, issued, nonce, lag = '', sends = '', after = '', note] =
    QUESTION.exec(round?.asked?.question ?? '') ?? [];
  if (!issued) return undefined;
  const issuedAt = toNumber(issued);
  const askedAt = issuedAt + fromLag(lag);
  const sent = toNumber(sends);
  const kept = nonce && { nonce, askedAt, sends: sent, sentAt: sent && askedAt + toNumber(after) };
  return {
    issuedAt,
    ...(kept && { kept }),
    ...(note && { note: Buffer.from(note, 'base64url').toString() }),
  };
}

/**
 * When a sign-in asked its first question; no number where no round of the session says when. Define asks, which is too
 * small for `questionOf`.
 */
export function firstAskedAt(session: readonly SessionEntry[]): EpochSeconds {
  const asked = session.map(({ challengeMetadata }) => fromMetadata(challengeMetadata)?.asked);
  const [issuedAt = '', , kept] = asked.find(each => each)?.question.split(' ') ?? [];
  return toNumber(issuedAt) + (kept ? fromLag(kept.slice(0, 3)) : 0);
}

/** Seconds that fit between the first message and the last, in two digits of base 36: more than a question lives for. */
export const MAX_AFTER_SECONDS = 1295;

/**
 * From when the time of a question runs: from its last message on, which may have brought another question. So it does
 * whether it did or not, because that would tell about other sign-ins.
 */
export function runsFrom({ askedAt, sentAt }: Pick<KeptQuestion, 'askedAt' | 'sentAt'>): number {
  return Math.max(askedAt, sentAt);
}

/** As many as free rounds allow. */
function toSends({ askedAt, sends, sentAt }: KeptQuestion): string {
  // Two machines may not agree on the second; the one that sends again may be behind.
  const after = sends ? Math.min(MAX_AFTER_SECONDS, Math.max(0, sentAt - askedAt)) : 0;
  return toText(Math.min(35, sends)) + toText(after).padStart(2, '0');
}

const toText = (number: number) => number.toString(36);
const toNumber = (text: string) => Number.parseInt(text, 36);
