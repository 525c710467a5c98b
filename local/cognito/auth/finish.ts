/** The end of a sign-in that define has let through. */

import type { JsonObject } from '../../aws-service.ts';
import type { Context } from '../context.ts';
import { incorrectCredentials } from '../errors.ts';
import { askDevice, devicePassed, rememberedDevice } from './device.ts';
import { type Flow, type TokenSource, userOf } from './flow.ts';
import { issueTokens } from './tokens.ts';

/**
 * Tokens; on a remembered device, after its challenge ("Signing in with a device").
 * @throws NotAuthorizedException: no trigger can sign in a user who does not exist; what AWS does with such a decision is
 * undocumented
 */
export async function finish(
  context: Context,
  flow: Flow,
  source: TokenSource = 'Authentication',
): Promise<JsonObject> {
  if (!flow.subject.user) throw incorrectCredentials();
  const device = rememberedDevice(context, flow);
  const proved = device && devicePassed(flow);
  if (device && !proved) return askDevice(context, flow, device);
  return {
    ChallengeParameters: {},
    AuthenticationResult: await issueTokens(
      context,
      { ...flow, user: userOf(flow) },
      proved ? 'AuthenticateDevice' : source,
    ),
  };
}
