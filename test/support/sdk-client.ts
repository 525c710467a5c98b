import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Loop } from './loop.ts';
import { srpClient } from './srp.ts';

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

/** What of a loop a client needs. */
type Server = Pick<Loop, 'endpoint' | 'clientId' | 'config' | 'demoUser'>;

export function sdkClient(loop: Pick<Loop, 'endpoint'>): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    endpoint: loop.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}

export function sdkUser(
  loop: Server,
  username = loop.demoUser.username,
  password = loop.demoUser.password,
): SdkUser {
  const client = sdkClient(loop);
  const { clientId, config } = loop;
  const poolName = config.userPoolId.slice(config.userPoolId.indexOf('_') + 1);
  let srp: ReturnType<typeof srpClient> | undefined;

  const begin = () =>
    client.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'CUSTOM_AUTH',
        AuthParameters: { USERNAME: username },
      }),
    );
  const start = () => {
    srp = srpClient(poolName, username, password);
    return client.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'CUSTOM_AUTH',
        AuthParameters: { USERNAME: username, CHALLENGE_NAME: 'SRP_A', SRP_A: srp.SRP_A },
      }),
    );
  };
  const givePassword = ({ ChallengeParameters = {}, Session }: Output) => {
    if (!srp) throw new Error('The sign-in began without SRP.');
    return client.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: {
          USERNAME: ChallengeParameters.USERNAME ?? username,
          ...srp.claim(ChallengeParameters),
        },
        Session,
      }),
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
