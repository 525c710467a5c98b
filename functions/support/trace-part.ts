import { createHmac } from 'node:crypto';
import type { EpochKey } from '../question/epoch-key.ts';
import type { EpochSeconds } from '../time.ts';

/** The characters that all traces of a user's sign-ins of one hour begin with. */
export async function traceUserPart(
  epochKey: EpochKey,
  { userPoolId, userName }: { readonly userPoolId: string; readonly userName: string },
  at: EpochSeconds,
): Promise<string> {
  return createHmac('sha256', await epochKey(at))
    .update(JSON.stringify(['trace', userPoolId, userName]))
    .digest('base64url')
    .slice(0, 8);
}
