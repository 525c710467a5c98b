import type { HandedOver } from '../delivery/hand-over.ts';
import { isRecord } from '../trigger/event.ts';

/**
 * Why nothing goes out, as create tells it where there is no address: an unknown user, or a known one whose attribute
 * does not serve. Nobody but this function sees it.
 */
const withheld = ['unknown_user', 'no_address', 'not_verified'] as const;

export type Withheld = (typeof withheld)[number];

/** What create handed over, or undefined for anything else. */
export function readHandedOver(event: unknown): (HandedOver & { withheld?: Withheld }) | undefined {
  if (!isRecord(event) || !isRecord(event.question)) return undefined;
  const { question, userPoolId, clientId, userName, send, address, locale, redirect, name } = event;
  const { step, challenge, nonce, issuedAt } = question;
  const isWhole =
    areTexts(userPoolId, clientId, userName, step, challenge, nonce) && areNumbers(issuedAt, send);
  const isOptional = [address, locale, redirect, name].every(value => value === undefined || areTexts(value));
  const mayWithhold =
    event.withheld === undefined || (address === undefined && withheld.some(each => each === event.withheld));
  return isWhole && isOptional && mayWithhold
    ? (event as unknown as HandedOver & { withheld?: Withheld })
    : undefined;
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every(value => typeof value === 'string' && value !== '');
}

function areNumbers(...values: readonly unknown[]): boolean {
  return values.every(value => Number.isSafeInteger(value) && Number(value) > 0);
}
