import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import type { AuthResponse, Call } from './cognito.ts';

export interface Target {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly userPoolId: string;
  /** Of a client without a secret. */
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

/** Starts a sign-in with the password, in SRP: what comes after it is the first challenge. */
export async function passPassword(
  call: Call,
  { userPoolId, clientId, username, password }: Target,
): Promise<AuthResponse> {
  const srp = createSrpSession(username, password, userPoolId, false);
  const started = await call(
    'InitiateAuth',
    wrapInitiateAuth(srp, {
      ClientId: clientId,
      AuthFlow: 'CUSTOM_AUTH',
      AuthParameters: { USERNAME: username, CHALLENGE_NAME: 'SRP_A' },
    }),
  );
  if (started.ChallengeName !== 'PASSWORD_VERIFIER')
    throw new Error(`InitiateAuth asked ${started.ChallengeName}, not PASSWORD_VERIFIER.`);
  const signed = signSrpSession(srp, { ...started, ChallengeName: 'PASSWORD_VERIFIER' });
  return call(
    'RespondToAuthChallenge',
    wrapAuthChallenge(signed, {
      ClientId: clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: { USERNAME: started.ChallengeParameters?.USERNAME ?? username },
      Session: started.Session,
    }),
  );
}

/** Answers the custom challenge that was asked. */
export function answer(
  call: Call,
  { clientId, username }: Target,
  asked: AuthResponse,
  text: string,
): Promise<AuthResponse> {
  return call('RespondToAuthChallenge', {
    ClientId: clientId,
    ChallengeName: 'CUSTOM_CHALLENGE',
    ChallengeResponses: { USERNAME: asked.ChallengeParameters?.USERNAME ?? username, ANSWER: text },
    Session: asked.Session,
  });
}
