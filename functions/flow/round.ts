import type { CustomChallengeName } from '../challenges/kinds.ts';

/**
 * What one round leaves in the session, as `challengeMetadata`: which question was asked, and when. Cognito keeps
 * it and shows it to our triggers only; it holds nothing that an answer could be made from.
 */
export interface Round {
  readonly challenge: CustomChallengeName | (string & {});
  /** Absent where a create function of the operator's own wrote the metadata. */
  readonly asked?: { readonly step: string; readonly nonce: string; readonly issuedAt: number };
}

const FORM = /^([A-Z][A-Z0-9_]{0,31})_CHALLENGE(?: ([a-z][a-z0-9_]{0,31}) ([\w-]{22}) (\d{10}))?$/;

/** `CAPTCHA_CHALLENGE captcha kq3…w 1763750000`: the challenge, the step, the nonce, the time in epoch seconds. */
export function toMetadata(challenge: string, step: string, nonce: string, issuedAt: number): string {
  return `${challenge.toUpperCase()}_CHALLENGE ${step} ${nonce} ${issuedAt}`;
}

/** The round that metadata tells of; undefined for anything that no create function of this flow writes. */
export function fromMetadata(metadata: unknown): Round | undefined {
  const [, challenge, step, nonce, issuedAt] = (typeof metadata === 'string' && FORM.exec(metadata)) || [];
  if (!challenge) return undefined;
  const round = { challenge: challenge.toLowerCase() };
  return step && nonce ? { ...round, asked: { step, nonce, issuedAt: Number(issuedAt) } } : round;
}
