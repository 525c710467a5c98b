/** RespondToAuthChallenge and AdminRespondToAuthChallenge: an answer, judged, and what comes next. */

import type { JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import { requireSecretHash } from '../clients.ts';
import type { Context } from '../context.ts';
import {
  incorrectCredentials,
  invalidParameter,
  invalidSession,
  missingParameter,
  notAuthorized,
} from '../errors.ts';
import {
  type PasswordChallenge,
  type PasswordClaim,
  provesPassword,
  readPasswordClaim,
} from '../password-challenge.ts';
import { poolName, requireUnexpired } from '../passwords.ts';
import type { AuthSession, ChallengeResult, CustomChallenge } from '../sessions.ts';
import { identifyAgain, type Subject } from '../subject.ts';
import { readVerdict } from '../trigger-events.ts';
import { advance, type Flow, triggerRequest } from './loop.ts';

type Responses = Readonly<Record<string, string>>;

export interface AnswerRequest {
  readonly client: UserPoolClient;
  readonly challengeName: string;
  readonly session?: string;
  readonly responses: Responses;
  readonly clientMetadata?: Record<string, string>;
}

/** A request that cannot be an answer is refused before its session is spent. */
export async function respond(context: Context, request: AnswerRequest): Promise<JsonObject> {
  const { client, clientMetadata } = request;
  const answer = readAnswer(request);
  const session = takeSession(context, request, answer);
  const subject = identifyAgain(context, client, session);
  const flow: Flow = {
    client,
    subject,
    results: session.results,
    ...(session.srpA !== undefined && { srpA: session.srpA }),
    ...(clientMetadata && { clientMetadata }),
  };
  const result = await judge(context, flow, session.challenge, answer);
  return advance(context, { ...flow, results: [...flow.results, result] });
}

type Answer =
  | {
      readonly name: 'CUSTOM_CHALLENGE';
      readonly userName: string;
      readonly session: string;
      readonly text: string;
    }
  | {
      readonly name: 'PASSWORD_VERIFIER';
      readonly userName: string;
      readonly session: string;
      readonly claim: PasswordClaim;
    };

/** @throws InvalidParameterException, NotAuthorizedException */
function readAnswer({ client, challengeName, session, responses }: AnswerRequest): Answer {
  const { USERNAME, ANSWER, SECRET_HASH } = responses;
  if (challengeName !== 'CUSTOM_CHALLENGE' && challengeName !== 'PASSWORD_VERIFIER')
    throw invalidParameter(`${challengeName} is not implemented in this local Cognito.`);
  if (!USERNAME) throw missingParameter('USERNAME');
  requireSecretHash(client, [USERNAME], SECRET_HASH);
  if (challengeName === 'PASSWORD_VERIFIER') {
    const claim = readPasswordClaim(responses);
    return { name: challengeName, userName: USERNAME, session: session ?? claim.secretBlock, claim };
  }
  // An empty answer is an answer, and verify's to judge (seen in a captured event).
  if (ANSWER === undefined) throw missingParameter('ANSWER');
  if (session === undefined) throw missingParameter('Session');
  return { name: challengeName, userName: USERNAME, session, text: ANSWER };
}

/** A session that turns up at the wrong place is spent all the same: somebody has a string that is not theirs. */
function takeSession(context: Context, { client }: AnswerRequest, answer: Answer): AuthSession {
  const session = context.sessions.take(answer.session);
  const names = [session.userName, session.signInName];
  const belongs =
    session.clientId === client.id && names.some(name => context.users.same(name, answer.userName));
  if (!belongs) throw invalidSession();
  return session;
}

async function judge(
  context: Context,
  flow: Flow,
  challenge: AuthSession['challenge'],
  answer: Answer,
): Promise<ChallengeResult> {
  if (challenge.name === 'PASSWORD_VERIFIER' && answer.name === 'PASSWORD_VERIFIER') {
    requirePassword(context, flow.subject, challenge, answer.claim);
    return { challengeName: challenge.name, challengeResult: true, challengeMetadata: null };
  }
  if (challenge.name === 'CUSTOM_CHALLENGE' && answer.name === 'CUSTOM_CHALLENGE')
    return verify(context, flow, challenge, answer.text);
  // An answer to another challenge than the one that was asked (undocumented).
  throw invalidSession();
}

/** Verify gets neither the session nor the challenge's name: only what create kept for it. */
async function verify(
  context: Context,
  flow: Flow,
  { name, privateParameters, metadata }: CustomChallenge,
  challengeAnswer: string,
): Promise<ChallengeResult> {
  const answerCorrect = await context.triggers.invoke(
    'VerifyAuthChallengeResponse',
    { clientId: flow.client.id, userName: flow.subject.userName },
    { ...triggerRequest(flow), privateChallengeParameters: { ...privateParameters }, challengeAnswer },
    readVerdict,
  );
  return { challengeName: name, challengeResult: answerCorrect, challengeMetadata: metadata };
}

/**
 * A wrong password ends the sign-in: define never hears of it.
 * @throws NotAuthorizedException
 */
function requirePassword(
  context: Context,
  subject: Subject,
  challenge: PasswordChallenge,
  claim: PasswordClaim,
): void {
  const identity = { poolName: poolName(context.deployment.userPool.id), userId: subject.userName };
  const proved = provesPassword(challenge, claim, identity);
  if (!proved || !subject.user) throw incorrectCredentials();
  requireUnexpired(context, subject.user);
  // AWS goes on to NEW_PASSWORD_REQUIRED, which is not here. Custom challenges do not ask for the password, and
  // AWS lets such users through them (undocumented).
  if (subject.user.status === 'FORCE_CHANGE_PASSWORD')
    throw notAuthorized(
      'The password is temporary, and NEW_PASSWORD_REQUIRED is not in this local Cognito: use AdminSetUserPassword.',
    );
}
