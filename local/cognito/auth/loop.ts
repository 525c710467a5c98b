/**
 * The loop of custom authentication: define decides, create asks, and the client gets a challenge, tokens or a
 * refusal. A wrong answer is not an error: define sees it in the session and decides.
 *
 * Between the password and define's next call Cognito asks for its own MFA; define only sees the entries ("Define Auth
 * challenge Lambda trigger", challengeName). Where the user has to set a password first, MFA comes after that ("TOTP
 * software token MFA": "After your user succeeds in the challenge to set their initial password …").
 */

import { AwsError, type JsonObject } from '../../aws-service.ts';
import type { ChallengeResult } from '../challenges.ts';
import type { Context } from '../context.ts';
import { incorrectCredentials } from '../errors.ts';
import { readChallenge, readDecision } from '../trigger-events.ts';
import { finish } from './finish.ts';
import { ask, caller, type Flow, triggerRequest } from './flow.ts';
import { askMfa, dueMfa } from './mfa.ts';
import { askNewPassword, mustSetPassword } from './new-password.ts';
import { askPassword } from './password.ts';

/** Gives the output of InitiateAuth or RespondToAuthChallenge: the next challenge, or tokens. */
export async function advance(context: Context, flow: Flow): Promise<JsonObject> {
  const newPassword = mustSetPassword(flow);
  if (newPassword && context.choices.newPasswordPath === 'reported') return askNewPassword(context, flow);
  const demand = newPassword ? undefined : dueMfa(context, flow);
  if (demand) return askMfa(context, flow, demand);
  const decision = await context.triggers.invoke(
    'DefineAuthChallenge',
    caller(flow),
    { ...triggerRequest(flow), session: sessionOf(flow.results) },
    readDecision,
  );
  // Both at once is undocumented: a contradiction fails closed.
  if (decision.failAuthentication) throw incorrectCredentials();
  if (newPassword && decision.challengeName === 'NEW_PASSWORD_REQUIRED') return askNewPassword(context, flow);
  // A define that ignores the user's status goes on with its own challenges, and the password stays (unverified).
  const late = newPassword ? dueMfa(context, flow) : undefined;
  if (late) return askMfa(context, flow, late);
  if (decision.issueTokens) return finish(context, flow);
  switch (decision.challengeName) {
    case 'CUSTOM_CHALLENGE':
      return askCustomChallenge(context, flow);
    case 'PASSWORD_VERIFIER':
      return askPassword(context, flow);
    default:
      throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  }
}

async function askCustomChallenge(context: Context, flow: Flow): Promise<JsonObject> {
  const { publicParameters, privateParameters, metadata } = await context.triggers.invoke(
    'CreateAuthChallenge',
    caller(flow),
    { ...triggerRequest(flow), challengeName: 'CUSTOM_CHALLENGE', session: sessionOf(flow.results) },
    readChallenge,
  );
  // Without them verify could not know a right answer.
  if (Object.keys(privateParameters).length === 0) throw incorrectCredentials();
  const challenge = { name: 'CUSTOM_CHALLENGE', privateParameters, metadata } as const;
  return ask(context, flow, challenge, { ...publicParameters, USERNAME: flow.subject.userName });
}

const sessionOf = (results: readonly ChallengeResult[]): JsonObject[] =>
  results.map(result => ({ ...result }));
