import { TRACE } from '../event/trace.ts';
import { isRecord } from '../records.ts';
import { withheldReasons } from './destination.ts';
import type { HandedOver } from './hand-over.ts';
import { messageNames } from './texts/template.ts';

/** What create handed over, or undefined for anything else. */
export function readHandedOver(event: unknown): HandedOver | undefined {
  if (!isRecord(event) || !isRecord(event.question)) return undefined;
  const { question, userPoolId, clientId, userName, send, address, locale, redirect, name, trace } = event;
  const { step, challenge, nonce, issuedAt, askedAt = issuedAt } = question;
  const isWhole =
    areTexts(userPoolId, clientId, userName, step, challenge, nonce) && areNumbers(issuedAt, askedAt, send);
  const isOptional = [address, locale, redirect, name].every(value => value === undefined || areTexts(value));
  const mayWithhold =
    event.withheld === undefined ||
    (address === undefined && withheldReasons.some(each => each === event.withheld));
  // These are logged, so they are one of few, and of one form.
  const isKnown = messageNames.some(each => each === challenge);
  const isTraced = trace === undefined || (typeof trace === 'string' && TRACE.test(trace));
  return isWhole && isOptional && mayWithhold && isKnown && isTraced
    ? (event as unknown as HandedOver)
    : undefined;
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every(value => typeof value === 'string' && value !== '');
}

function areNumbers(...values: readonly unknown[]): boolean {
  return values.every(value => Number.isSafeInteger(value) && Number(value) > 0);
}
