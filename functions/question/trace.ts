import { createHmac } from 'node:crypto';
import type { TriggerEvent } from '../event/event.ts';
import type { EpochSeconds } from '../time.ts';
import type { EpochKey } from './epoch-key.ts';

type User = Pick<TriggerEvent, 'userPoolId' | 'userName'>;

/**
 * The first half of a trace: the same for all sign-ins of a user that begin within an hour. Only who has the hour's key can
 * lead it back to a user; 48 bits are enough to find one's sign-ins, and few enough to say nothing about the key.
 */
export async function traceUserPart(
  epochKey: EpochKey,
  { userPoolId, userName }: User,
  atSeconds: EpochSeconds,
): Promise<string> {
  return createHmac('sha256', await epochKey(atSeconds))
    .update(JSON.stringify(['trace', userPoolId, userName]))
    .digest('base64url')
    .slice(0, 8);
}

/**
 * A name for a sign-in that begins. Where the hour's key is not at hand, all of it is random: what observes a sign-in never
 * stops it.
 *
 * @param userPart absent where no challenge of the flow takes the key: then KMS is not asked for it
 * @param random 16 characters
 */
export async function newTrace(userPart: Promise<string> | undefined, random: string): Promise<string> {
  const user = (await userPart?.catch(() => '')) ?? '';
  return (user + random).slice(0, 16);
}
