import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandInput,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import type { Loop } from './loop.ts';

type Output = InitiateAuthCommandOutput | RespondToAuthChallengeCommandOutput;

/** A step of a sign-in: what is asked, or the tokens. */
export type Asked = Output;

/** A user at a client of the loop's pool, with the AWS SDK. */
export interface SdkUser {
  /** InitiateAuth without SRP, for a flow without a password: the first custom challenge is next. */
  readonly begin: () => Promise<Output>;
  /** InitiateAuth with SRP: the password is next. */
  readonly start: () => Promise<Output>;
  /** Answers PASSWORD_VERIFIER. */
  readonly givePassword: (asked: Output) => Promise<Output>;
  /** Answers a custom challenge. */
  readonly answer: (asked: Output, answer: string, metadata?: Record<string, string>) => Promise<Output>;
  /** `start` and `givePassword`: the first custom challenge is next. */
  readonly passPassword: () => Promise<Output>;
}

export function sdkClient(loop: Loop): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    endpoint: loop.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}

export function sdkUser(
  loop: Loop,
  username = loop.demoUser.username,
  password = loop.demoUser.password,
): SdkUser {
  const client = sdkClient(loop);
  const { clientId, config } = loop;
  let srp = createSrpSession(username, password, config.userPoolId, false);

  const begin = () =>
    client.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'CUSTOM_AUTH',
        AuthParameters: { USERNAME: username },
      }),
    );
  const start = () => {
    srp = createSrpSession(username, password, config.userPoolId, false);
    const AuthParameters = { USERNAME: username, CHALLENGE_NAME: 'SRP_A' };
    const request = wrapInitiateAuth(srp, { ClientId: clientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters });
    return client.send(new InitiateAuthCommand(request as InitiateAuthCommandInput));
  };
  const givePassword = (asked: Output) => {
    const signed = signSrpSession(srp, asked as Parameters<typeof signSrpSession>[1]);
    const request = wrapAuthChallenge(signed, {
      ClientId: clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: { USERNAME: asked.ChallengeParameters?.USERNAME ?? username },
    });
    const { Session } = asked;
    return client.send(
      new RespondToAuthChallengeCommand({ ...request, Session } as RespondToAuthChallengeCommandInput),
    );
  };
  const answer = (asked: Output, given: string, metadata?: Record<string, string>) =>
    client.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: 'CUSTOM_CHALLENGE',
        ChallengeResponses: { USERNAME: asked.ChallengeParameters?.USERNAME ?? username, ANSWER: given },
        Session: asked.Session,
        ...(metadata && { ClientMetadata: metadata }),
      }),
    );
  return { begin, start, givePassword, answer, passPassword: async () => givePassword(await start()) };
}
