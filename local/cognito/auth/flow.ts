/** A sign-in between two calls of a client, and how it asks the next question. */

import type { JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import type { Challenge, ChallengeResult } from '../challenges.ts';
import type { Context } from '../context.ts';
import type { AuthSession } from '../sessions.ts';
import { identifyAgain, type Subject } from '../subject.ts';
import type { TriggerCaller } from '../triggers.ts';
import type { User } from '../users.ts';

export interface Flow {
  /** The same from InitiateAuth to the tokens; AWS has no such name, the console of this server needs one. */
  readonly signInId?: string;
  readonly client: UserPoolClient;
  readonly subject: Subject;
  /** The finished rounds. */
  readonly results: readonly ChallengeResult[];
  readonly srpA?: bigint;
  /** DEVICE_KEY, of a device that the user has confirmed. */
  readonly deviceKey?: string;
  /** Of this call only; RespondToAuthChallenge passes it on to the triggers, InitiateAuth to none of the loop's. */
  readonly clientMetadata?: Record<string, string>;
}

/** The outcome of an answer: define is called, the client is asked something else, or tokens are due. */
export type Verdict =
  | { readonly goOn: Flow }
  | { readonly asked: JsonObject }
  | { readonly tokens: Flow; readonly source: TokenSource };

/** How an answer to a challenge is taken. */
export interface Judge<C extends Challenge> {
  /** ChallengeResponses without which it is not an answer, besides USERNAME. */
  readonly needs: readonly string[];
  /** Refuses other things that cannot be an answer, before the session is spent. */
  readonly check?: (responses: Responses) => void;
  readonly judge: (
    context: Context,
    flow: Flow,
    challenge: C,
    responses: Responses,
  ) => Verdict | Promise<Verdict>;
}

export type Responses = Readonly<Record<string, string>>;

/** What triggerSource of pre token generation says behind `TokenGeneration_`. */
export type TokenSource = 'Authentication' | 'NewPasswordChallenge' | 'AuthenticateDevice' | 'RefreshTokens';

/** Gives the output of a call that asks: a new Session, with what Cognito has to remember behind it. */
export function ask(
  context: Context,
  flow: Flow,
  challenge: Challenge,
  parameters: Readonly<Record<string, string>>,
  id?: string,
): JsonObject {
  const { signInId, client, subject, results, srpA, deviceKey } = flow;
  const session: AuthSession = {
    ...(signInId !== undefined && { signInId }),
    clientId: client.id,
    signInName: subject.signInName,
    userName: subject.userName,
    ...(subject.user && { sub: subject.user.sub }),
    results,
    ...(srpA !== undefined && { srpA }),
    ...(deviceKey !== undefined && { deviceKey }),
    challenge,
  };
  return {
    ChallengeName: challenge.name,
    Session: context.sessions.open(session, client.authSessionValidityMinutes * 60_000, id),
    ChallengeParameters: { ...parameters },
  };
}

/** The flow after a finished round, with the user as that round has left it. */
export const after = (context: Context, flow: Flow, ...finished: ChallengeResult[]): Flow => ({
  ...flow,
  subject: identifyAgain(context, flow.client, { ...flow.subject, sub: flow.subject.user?.sub }),
  results: [...flow.results, ...finished],
});

/** The user of a flow whose password was right: an unknown one never comes so far. */
export function userOf({ subject }: Flow): User {
  if (!subject.user) throw new Error(`No user ${subject.userName} has given a right password.`);
  return subject.user;
}

/** Whether the password was right in this sign-in. */
export const passwordPassed = ({ results }: Flow): boolean =>
  results.some(
    ({ challengeName, challengeResult }) => challengeName === 'PASSWORD_VERIFIER' && challengeResult,
  );

/** The part of a request that all triggers of the loop get. */
export const triggerRequest = ({ subject, clientMetadata }: Flow): JsonObject => ({
  ...subject.request,
  ...(clientMetadata && { clientMetadata }),
});

export const caller = ({ signInId, client, subject }: Flow): TriggerCaller => ({
  clientId: client.id,
  userName: subject.userName,
  ...(signInId !== undefined && { signInId }),
});
