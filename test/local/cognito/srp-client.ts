/** A sign-in at the test pool with SRP. */

import type { JsonObject } from '../../../local/aws-service.ts';
import { srpClient } from '../../support/srp.ts';
import { begin, publicClient, type TestPool, userPoolId } from './pool.ts';

/** Answers any challenge, at the public client. */
export const respond = (
  pool: TestPool,
  { ChallengeName = null, Session = null }: JsonObject,
  responses: Record<string, string>,
  USERNAME = 'alice',
): Promise<JsonObject> =>
  pool.call('RespondToAuthChallenge', {
    ClientId: publicClient.id,
    ChallengeName,
    Session,
    ChallengeResponses: { USERNAME, ...responses },
  });

export const parametersOf = ({ ChallengeParameters }: JsonObject): Record<string, string> =>
  ChallengeParameters as Record<string, string>;

/** InitiateAuth with SRP, and the right answer to PASSWORD_VERIFIER: what comes after the password. */
export async function passPassword(
  pool: TestPool,
  name: string,
  secret: string,
  more: { AuthParameters?: Record<string, string>; responses?: Record<string, string> } = {},
): Promise<JsonObject> {
  const client = srpClient(userPoolId.slice(userPoolId.indexOf('_') + 1), name, secret);
  const asked = await begin(pool, name, {
    AuthParameters: { CHALLENGE_NAME: 'SRP_A', SRP_A: client.SRP_A, ...more.AuthParameters },
  });
  return respond(pool, asked, { ...client.claim(parametersOf(asked)), ...more.responses }, name);
}

/** The names of the entries that define saw last. */
export const entries = (pool: TestPool): string[] => {
  const define = pool.rounds.findLast(({ trigger }) => trigger === 'DefineAuthChallenge');
  const session = define?.request.session as { challengeName: string }[] | undefined;
  return session?.map(({ challengeName }) => challengeName) ?? [];
};
