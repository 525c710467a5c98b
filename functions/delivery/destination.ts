import type { Message } from '../challenges/challenge.ts';
import type { TriggerEvent } from '../event/event.ts';
import type { Pseudonym } from '../question/stable-key.ts';
import type { DeliverySettings } from '../settings/settings.ts';
import { decoyEmail, decoyNumber, foldName } from './decoy.ts';

/**
 * Why nothing is sent: the operator's to know, for the log and the metrics; the client sees no difference. `limit` and
 * `wait`: another sign-in of the user used up the hour's messages, or had one sent just now.
 */
export const withheldReasons = ['unknown_user', 'no_address', 'not_verified', 'limit', 'wait'] as const;
export type Withheld = (typeof withheldReasons)[number];

/** Where a message goes, and what the client is told of it. */
export interface Destination {
  /** The address, where something is sent; */
  readonly address?: string;
  /** and, if it is absent, why nothing is. */
  readonly withheld?: Withheld;
  /** `d***@e***` or `+*******0100`, as Cognito masks them; `***@***` or `+*******` for a hidden medium. */
  readonly masked: string;
}

interface Showing extends Pick<DeliverySettings, 'verifiedOnly' | 'hiddenMedia'> {
  /** Whether the client has proved that it is the user; otherwise the mask shows no letter and no digit. */
  readonly isProven: boolean;
}

/**
 * The user's address and its mask. A user without a suitable address gets a mask too, made from the user name and
 * so the same at every try: the client cannot tell.
 */
export async function destinationOf(
  { medium, attribute }: Message,
  event: TriggerEvent,
  { verifiedOnly, hiddenMedia, isProven }: Showing,
  pseudonym: Pseudonym,
): Promise<Destination> {
  const { attributes, userName, userPoolId } = event;
  // Asked for in any case, so that a decoy takes no longer.
  const decoy = await pseudonym('decoy', userPoolId, foldName(userName), medium);
  const address = attributes[attribute] || undefined;
  const isFit = !verifiedOnly || isTrue(attributes[`${attribute}_verified`]);
  const withheld = whyWithheld(event, { address, isFit });
  const known = withheld ? undefined : address;
  const shown = known ?? (medium === 'EMAIL' ? decoyEmail(decoy) : decoyNumber(decoy));
  const isHidden = !isProven || hiddenMedia.includes(medium);
  const masked = isHidden ? HIDDEN[medium] : medium === 'EMAIL' ? maskEmail(shown) : maskNumber(shown);
  return { masked, ...(known && { address: known }), ...(withheld && { withheld }) };
}

function whyWithheld(
  { userNotFound }: TriggerEvent,
  { address, isFit }: { readonly address: string | undefined; readonly isFit: boolean },
): Withheld | undefined {
  if (userNotFound) return 'unknown_user';
  if (!address) return 'no_address';
  return isFit ? undefined : 'not_verified';
}

/** Whoever imports users writes it in the way of their language: `True` was seen (amplify-js#5834). */
function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

/**
 * Where users sign in with the address itself, letters that do not fit what was typed would tell an unknown user. And
 * before a proof no letters can be made up that are as those of the operator's users: if all of them have their mail at
 * one company, every other letter is a decoy.
 */
const HIDDEN = { EMAIL: '***@***', SMS: '+*******' };

function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.charAt(0)}***@${address.charAt(at + 1)}***`.toLowerCase();
}

function maskNumber(number: string): string {
  return `+*******${number.slice(-4)}`;
}
