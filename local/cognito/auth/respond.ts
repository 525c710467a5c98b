/** RespondToAuthChallenge and AdminRespondToAuthChallenge: an answer, judged, and what comes next. */

import { AwsError, type JsonObject } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import type { Challenge, CustomChallenge } from '../challenges.ts';
import { requireSecretHash } from '../clients.ts';
import type { Context } from '../context.ts';
import { invalidParameter, invalidSession, missingParameter } from '../errors.ts';
import type { AuthSession } from '../sessions.ts';
import { identifyAgain } from '../subject.ts';
import { readVerdict } from '../trigger-events.ts';
import { deviceJudge, devicePasswordJudge, withDevice } from './device.ts';
import { finish } from './finish.ts';
import {
  after,
  caller,
  type Flow,
  type Judge,
  type Responses,
  triggerRequest,
  type Verdict,
} from './flow.ts';
import { advance } from './loop.ts';
import { messageJudge, selectMfaJudge, softwareTokenJudge } from './mfa.ts';
import { mfaSetupJudge } from './mfa-setup.ts';
import { newPasswordJudge } from './new-password.ts';
import { passwordJudge } from './password.ts';
import { reported } from './sign-in.ts';

export interface AnswerRequest {
  readonly client: UserPoolClient;
  readonly challengeName: string;
  readonly session?: string;
  readonly responses: Responses;
  readonly clientMetadata?: Record<string, string>;
}

/** Verify gets neither the session nor the challenge's name: only what create kept for it. */
const customJudge: Judge<CustomChallenge> = {
  // An empty answer is an answer, and verify's to judge (seen in a captured event).
  needs: ['ANSWER'],
  judge: async (context, flow, challenge, { ANSWER = '' }) => {
    const { name, privateParameters, metadata } = challenge;
    const answerCorrect = await context.triggers.invoke(
      'VerifyAuthChallengeResponse',
      caller(flow),
      {
        ...triggerRequest(flow),
        privateChallengeParameters: { ...privateParameters },
        challengeAnswer: ANSWER,
      },
      readVerdict,
    );
    const result = { challengeName: name, challengeResult: answerCorrect, challengeMetadata: metadata };
    return { goOn: after(context, flow, result) };
  },
};

const judges: { readonly [Name in Challenge['name']]: Judge<Extract<Challenge, { name: Name }>> } = {
  CUSTOM_CHALLENGE: customJudge,
  PASSWORD_VERIFIER: passwordJudge,
  NEW_PASSWORD_REQUIRED: newPasswordJudge,
  SMS_MFA: messageJudge('SMS_MFA_CODE'),
  EMAIL_OTP: messageJudge('EMAIL_OTP_CODE'),
  SOFTWARE_TOKEN_MFA: softwareTokenJudge,
  SELECT_MFA_TYPE: selectMfaJudge,
  MFA_SETUP: mfaSetupJudge,
  DEVICE_SRP_AUTH: deviceJudge,
  DEVICE_PASSWORD_VERIFIER: devicePasswordJudge,
};

/**
 * Errors after which the same Session takes another answer. Clients rely on it for codes, and for a device that Cognito
 * has forgotten. For passwords it is unverified, and so it is for a code of an authenticator app that was used before
 * (ExpiredCodeException): public clients then send the next one with the same Session. `mfa-used-code` asks AWS.
 */
const mendable: readonly string[] = [
  'CodeMismatchException',
  'ExpiredCodeException',
  'InvalidPasswordException',
  'PasswordHistoryPolicyViolationException',
  'ResourceNotFoundException',
];

/** A request that cannot be an answer is refused before its session is spent. */
export async function respond(context: Context, request: AnswerRequest): Promise<JsonObject> {
  const { judge, id, userName } = readAnswer(request);
  const session = takeSession(context, request, id, userName);
  const { signInId = id, signInName: username, clientId } = session;
  return reported(
    context,
    { id: signInId, username, clientId },
    async () => {
      const verdict = await judgeAnswer(context, request, session, judge).catch((error: unknown) => {
        if (error instanceof AwsError && mendable.includes(error.code)) context.sessions.restore(id, session);
        throw error;
      });
      if ('asked' in verdict) return verdict.asked;
      if ('tokens' in verdict) return finish(context, verdict.tokens, verdict.source);
      return advance(context, verdict.goOn);
    },
    mendable,
  );
}

/** @throws InvalidParameterException, NotAuthorizedException */
function readAnswer({ client, challengeName, session, responses }: AnswerRequest) {
  const judge = Object.hasOwn(judges, challengeName)
    ? (judges[challengeName as Challenge['name']] as Judge<Challenge>)
    : undefined;
  if (!judge) throw invalidParameter(`${challengeName} is not implemented in this local Cognito.`);
  const { USERNAME, SECRET_HASH } = responses;
  if (!USERNAME) throw missingParameter('USERNAME');
  requireSecretHash(client, [USERNAME], SECRET_HASH);
  const absent = judge.needs.find(name => responses[name] === undefined);
  if (absent) throw missingParameter(absent);
  judge.check?.(responses);
  // SRP clients may answer with the block alone.
  const block = challengeName === 'PASSWORD_VERIFIER' ? responses.PASSWORD_CLAIM_SECRET_BLOCK : undefined;
  const id = session ?? block;
  if (id === undefined) throw missingParameter('Session');
  return { judge, id, userName: USERNAME };
}

/** A session that turns up at the wrong place is spent all the same: somebody has a string that is not theirs. */
function takeSession(
  context: Context,
  { client, challengeName }: AnswerRequest,
  id: string,
  userName: string,
): AuthSession {
  const session = context.sessions.take(id);
  const names = [session.userName, session.signInName];
  const belongs = session.clientId === client.id && names.some(name => context.users.same(name, userName));
  // An answer to another challenge than the one that was asked (undocumented).
  if (!belongs || session.challenge.name !== challengeName) throw invalidSession();
  return session;
}

async function judgeAnswer(
  context: Context,
  { client, responses, clientMetadata }: AnswerRequest,
  session: AuthSession,
  { judge }: Judge<Challenge>,
): Promise<Verdict> {
  const flow: Flow = {
    ...(session.signInId !== undefined && { signInId: session.signInId }),
    client,
    subject: identifyAgain(context, client, session),
    results: session.results,
    ...(session.srpA !== undefined && { srpA: session.srpA }),
    ...(session.deviceKey !== undefined && { deviceKey: session.deviceKey }),
    ...(clientMetadata && { clientMetadata }),
  };
  return judge(context, withDevice(context, flow, responses.DEVICE_KEY), session.challenge, responses);
}
