/**
 * The loop of custom authentication: define decides, create asks, and the client gets a challenge, tokens or a
 * refusal. A wrong answer is no error: define sees it in the session and decides.
 */

import { AwsError, type JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import type { Context } from '../context.ts';
import { incorrectCredentials, missingParameter } from '../errors.ts';
import { createPasswordChallenge, passwordChallengeParameters } from '../password-challenge.ts';
import { type AuthSession, type ChallengeResult, newSessionId } from '../sessions.ts';
import type { Subject } from '../subject.ts';
import { readChallenge, readDecision } from '../trigger-events.ts';
import { issueTokens } from './tokens.ts';

export interface Flow {
  readonly client: UserPoolClient;
  readonly subject: Subject;
  /** The finished rounds. */
  readonly results: readonly ChallengeResult[];
  readonly srpA?: bigint;
  /** Of this call only; RespondToAuthChallenge passes it on to all three triggers, InitiateAuth to none. */
  readonly clientMetadata?: Record<string, string>;
}

/** The part of a request that all triggers get. */
export const triggerRequest = ({ subject, clientMetadata }: Flow): JsonObject => ({
  ...subject.request,
  ...(clientMetadata && { clientMetadata }),
});

/** Gives the output of InitiateAuth or RespondToAuthChallenge: the next challenge, or tokens. */
export async function advance(context: Context, flow: Flow): Promise<JsonObject> {
  const decision = await context.triggers.invoke(
    'DefineAuthChallenge',
    caller(flow),
    { ...triggerRequest(flow), session: sessionOf(flow) },
    readDecision,
  );
  // Both at once is undocumented: a contradiction fails closed.
  if (decision.failAuthentication) throw incorrectCredentials();
  if (decision.issueTokens) return succeed(context, flow);
  switch (decision.challengeName) {
    case 'CUSTOM_CHALLENGE':
      return askCustomChallenge(context, flow);
    case 'PASSWORD_VERIFIER':
      return askPassword(context, flow);
    default:
      throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  }
}

/** No trigger can sign in a user who is not there; what AWS does with such a decision is undocumented. */
function succeed(context: Context, { client, subject: { user } }: Flow): JsonObject {
  if (!user) throw incorrectCredentials();
  return { ChallengeParameters: {}, AuthenticationResult: issueTokens(context, client, user) };
}

async function askCustomChallenge(context: Context, flow: Flow): Promise<JsonObject> {
  const { publicParameters, privateParameters, metadata } = await context.triggers.invoke(
    'CreateAuthChallenge',
    caller(flow),
    { ...triggerRequest(flow), challengeName: 'CUSTOM_CHALLENGE', session: sessionOf(flow) },
    readChallenge,
  );
  // Without them verify could not know a right answer.
  if (Object.keys(privateParameters).length === 0) throw incorrectCredentials();
  const challenge = { name: 'CUSTOM_CHALLENGE', privateParameters, metadata } as const;
  return {
    ChallengeName: challenge.name,
    Session: openSession(context, flow, challenge),
    ChallengeParameters: { ...publicParameters, USERNAME: flow.subject.userName },
  };
}

function askPassword(context: Context, flow: Flow): JsonObject {
  const { subject, srpA } = flow;
  if (srpA === undefined) throw missingParameter('SRP_A');
  // The secret block doubles as the Session string: SRP clients may answer with the block alone.
  const secretBlock = newSessionId();
  const challenge = createPasswordChallenge(srpA, subject.password.verifier, secretBlock);
  return {
    ChallengeName: challenge.name,
    Session: openSession(context, flow, challenge, secretBlock),
    ChallengeParameters: passwordChallengeParameters(challenge, subject.password, subject.userName),
  };
}

const caller = ({ client, subject }: Flow) => ({ clientId: client.id, userName: subject.userName });

const sessionOf = ({ results }: Flow): JsonObject[] => results.map(result => ({ ...result }));

function openSession(context: Context, flow: Flow, challenge: AuthSession['challenge'], id?: string): string {
  const { client, subject, results, srpA } = flow;
  const session: AuthSession = {
    clientId: client.id,
    signInName: subject.signInName,
    userName: subject.userName,
    ...(subject.user && { sub: subject.user.sub }),
    results,
    ...(srpA !== undefined && { srpA }),
    challenge,
  };
  return context.sessions.open(session, client.authSessionValidityMinutes * 60_000, id);
}
