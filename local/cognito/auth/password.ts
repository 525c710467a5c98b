/** PASSWORD_VERIFIER in the loop. */

import type { JsonObject } from '../../aws-service.ts';
import { passed } from '../challenges.ts';
import type { Context } from '../context.ts';
import { incorrectCredentials, missingParameter } from '../errors.ts';
import {
  createPasswordChallenge,
  type PasswordChallenge,
  passwordChallengeParameters,
  provesPassword,
  readPasswordClaim,
} from '../password-challenge.ts';
import { poolName, requireUnexpired } from '../passwords.ts';
import { newSessionId } from '../sessions.ts';
import { after, ask, type Flow, type Judge } from './flow.ts';

export function askPassword(context: Context, flow: Flow): JsonObject {
  const { subject, srpA } = flow;
  if (srpA === undefined) throw missingParameter('SRP_A');
  // How long the proof may take is not documented (unverified; `password-late` asks AWS): as any other answer.
  // The secret block doubles as the Session string: SRP clients may answer with the block alone.
  const secretBlock = newSessionId(flow);
  const challenge = createPasswordChallenge(srpA, subject.password.verifier, secretBlock);
  const parameters = passwordChallengeParameters(challenge, subject.password, subject.userName);
  return ask(context, flow, challenge, parameters, secretBlock);
}

/** A wrong password ends the sign-in: define never hears of it. */
export const passwordJudge: Judge<PasswordChallenge> = {
  needs: ['PASSWORD_CLAIM_SECRET_BLOCK', 'PASSWORD_CLAIM_SIGNATURE', 'TIMESTAMP'],
  check: readPasswordClaim,
  judge: (context, flow, challenge, responses) => {
    const { user, userName } = flow.subject;
    const identity = { poolName: poolName(context.deployment.userPool.id), userId: userName };
    // An unknown user has to wait like any other.
    const guessed = `password of ${user?.sub ?? userName}`;
    context.lockouts.requireOpen(guessed);
    const proved = provesPassword(challenge, readPasswordClaim(responses), identity);
    if (!proved || !user) {
      context.lockouts.failed(guessed);
      throw incorrectCredentials();
    }
    context.lockouts.passed(guessed);
    requireUnexpired(context, user);
    return { goOn: after(context, flow, passed('PASSWORD_VERIFIER')) };
  },
};
