import { createHmac } from 'node:crypto';
import type { TriggerEvent } from '../event/event.ts';
import type { GenerateMac } from './epoch-key.ts';

/** What KMS makes the key of pseudonyms from. */
export const PSEUDONYMS = 'cognito-challenge pseudonyms';

/** A name for something that must not be read back from it: 22 characters, the same every time. */
export type Pseudonym = (...parts: readonly string[]) => Promise<string>;

/**
 * Keyed names for what the ledger counts by, and for what decoys are made of. The key comes from KMS once a cold
 * start, and never changes: a counter must outlive the hour.
 */
export function pseudonyms(keyId: string, generateMac: GenerateMac): Pseudonym {
  let key: Promise<Uint8Array> | undefined;
  return async (...parts) => {
    key ??= generateMac(keyId, PSEUDONYMS).catch(error => {
      key = undefined; // the next caller tries again
      throw error;
    });
    return createHmac('sha256', await key)
      .update(JSON.stringify(parts))
      .digest('base64url')
      .slice(0, 22);
  };
}

/** Under which the ledger keeps what one user was sent by a challenge of a step. */
export function askerName(
  pseudonym: Pseudonym,
  { userPoolId, clientId, userName }: Pick<TriggerEvent, 'userPoolId' | 'clientId' | 'userName'>,
  step: string,
  challenge: string,
): Promise<string> {
  return pseudonym('user', userPoolId, clientId, userName, step, challenge);
}

/** Under which the ledger counts guesses at a user's codes, by whichever client, step or alternative: 66 bits. */
export async function guessedName(
  pseudonym: Pseudonym,
  { userPoolId, userName }: Pick<TriggerEvent, 'userPoolId' | 'userName'>,
): Promise<string> {
  return (await pseudonym('guesses', userPoolId, userName)).slice(0, 11);
}

/**
 * Under which the ledger counts messages to an address: as far as a user's budget reaches. One client, or one alternative, does not
 * use up another's.
 */
export function destinationName(
  pseudonym: Pseudonym,
  { medium, address }: { readonly medium: 'EMAIL' | 'SMS'; readonly address: string },
  {
    clientId,
    step,
    challenge,
  }: { readonly clientId: string; readonly step: string; readonly challenge: string },
): Promise<string> {
  return pseudonym('destination', medium, address.toLowerCase(), clientId, step, challenge);
}
