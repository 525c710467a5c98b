import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  CognitoIdentityProviderClient,
  GetUserCommand,
  InitiateAuthCommand,
  ListTermsCommand,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type ICognitoStorage,
} from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, getCurrentUser, signIn, signOut } from 'aws-amplify/auth';
import { expect } from 'chai';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { isObject } from '../../../local/aws-service.ts';
import { awsJson } from '../../../local/http/aws-json.ts';
import { type HttpServer, serve } from '../../../local/http/server.ts';
import {
  admin,
  answering,
  captcha,
  password,
  publicClient,
  refused,
  region,
  type TestPool,
  testPool,
  userPoolId,
} from './pool.ts';

/** The password, then the CAPTCHA; without SRP_A the CAPTCHA only. */
const handlers = {
  ...captcha,
  DefineAuthChallenge: answering(({ request: { session } }) => {
    const last = session.at(-1);
    if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' };
    if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) return { issueTokens: true };
    return session.length > 4 ? { failAuthentication: true } : { challengeName: 'CUSTOM_CHALLENGE' };
  }),
};

/** Each test has a pool of its own, served on loopback. */
async function served(test: (pool: TestPool, server: HttpServer) => Promise<void>): Promise<void> {
  const pool = testPool({ handlers });
  pool.clock.now = Date.now();
  await pool.addUser('alice');
  const server = await serve(0, [
    awsJson({ AWSCognitoIdentityProviderService: { operations: pool.service } }),
  ]);
  try {
    await test(pool, server);
  } finally {
    await server.close();
  }
}

function sessionsSeen(pool: TestPool): unknown[] {
  const session = pool.rounds.at(-1)?.request.session;
  return Array.isArray(session) ? session.map(result => isObject(result) && result.challengeName) : [];
}
const passwordThenCaptcha = ['SRP_A', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE'];

describe('the AWS SDK', function () {
  // These clients compute with JavaScript's own numbers, which takes its time on a busy machine.
  this.timeout(60_000);

  const clientOf = ({ endpoint }: HttpServer) =>
    new CognitoIdentityProviderClient({
      endpoint,
      region,
      credentials: { accessKeyId: admin.accessKeyId ?? '', secretAccessKey: 'any' },
    });
  const ClientId = publicClient.id;

  it('signs in with a password and a CAPTCHA', () =>
    served(async (pool, server) => {
      const client = clientOf(server);
      const session = createSrpSession('alice', password, userPoolId, false);

      const { ChallengeParameters = {} } = await client.send(
        new InitiateAuthCommand(
          wrapInitiateAuth(session, {
            ClientId,
            AuthFlow: 'CUSTOM_AUTH' as const,
            AuthParameters: { USERNAME: 'alice', CHALLENGE_NAME: 'SRP_A' },
          }),
        ),
      );
      // As in the helper's documentation, without a Session.
      const proved = await client.send(
        new RespondToAuthChallengeCommand(
          wrapAuthChallenge(signSrpSession(session, { ChallengeParameters }), {
            ClientId,
            ChallengeName: 'PASSWORD_VERIFIER' as const,
            ChallengeResponses: { USERNAME: 'alice' },
          }),
        ),
      );
      expect(proved.ChallengeParameters).to.deep.equal({ captchaUrl: 'url/123.jpg', USERNAME: 'alice' });
      const { AuthenticationResult } = await client.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName: 'CUSTOM_CHALLENGE',
          Session: proved.Session,
          ChallengeResponses: { USERNAME: 'alice', ANSWER: '5' },
        }),
      );

      expect(sessionsSeen(pool)).to.deep.equal(passwordThenCaptcha);
      const { Username } = await client.send(
        new GetUserCommand({ AccessToken: AuthenticationResult?.AccessToken }),
      );
      expect(Username).to.equal('alice');
    }));

  it('signs in as an administrator', () =>
    served(async (_pool, server) => {
      const client = clientOf(server);
      const common = { UserPoolId: userPoolId, ClientId };

      const { Session } = await client.send(
        new AdminInitiateAuthCommand({
          ...common,
          AuthFlow: 'CUSTOM_AUTH',
          AuthParameters: { USERNAME: 'alice' },
        }),
      );
      const { AuthenticationResult } = await client.send(
        new AdminRespondToAuthChallengeCommand({
          ...common,
          ChallengeName: 'CUSTOM_CHALLENGE',
          Session,
          ChallengeResponses: { USERNAME: 'alice', ANSWER: '5' },
        }),
      );

      expect(AuthenticationResult).to.include.all.keys('AccessToken', 'IdToken', 'RefreshToken');
    }));

  it('gets errors of its own classes', () =>
    served(async (_pool, server) => {
      const call = clientOf(server).send(new GetUserCommand({ AccessToken: 'nonsense' }));

      const error: unknown = await call.catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(NotAuthorizedException).with.property('message', 'Invalid Access Token');
    }));

  it('is told in plain words what is not here', () =>
    served(async (pool, server) => {
      const call = clientOf(server).send(new ListTermsCommand({ UserPoolId: userPoolId }));

      const error: unknown = await call.catch((thrown: unknown) => thrown);
      expect(error)
        .to.have.property('message')
        .that.matches(/^This local Cognito does not have ListTerms\. .+ try them on AWS\./);
      await refused(pool.call('GetClientToken', {}), 'UnknownOperationException');
    }));
});

describe('Amplify', function () {
  // These clients compute with JavaScript's own numbers, which takes its time on a busy machine.
  this.timeout(60_000);

  const configure = ({ endpoint }: HttpServer) =>
    Amplify.configure({
      Auth: { Cognito: { userPoolId, userPoolClientId: publicClient.id, userPoolEndpoint: endpoint } },
    });

  it('signs in with a password and a CAPTCHA, refreshes, and signs out', () =>
    served(async (pool, server) => {
      configure(server);

      const { nextStep } = await signIn({
        username: 'alice',
        password,
        options: { authFlowType: 'CUSTOM_WITH_SRP' },
      });
      expect(nextStep).to.deep.include({
        signInStep: 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE',
        additionalInfo: { captchaUrl: 'url/123.jpg', USERNAME: 'alice' },
      });
      const wrong = await confirmSignIn({ challengeResponse: '4' });
      expect(wrong.isSignedIn).to.equal(false);
      const right = await confirmSignIn({
        challengeResponse: '5',
        options: { clientMetadata: { page: 'captcha' } },
      });

      expect(right.isSignedIn).to.equal(true);
      expect(sessionsSeen(pool)).to.deep.equal([...passwordThenCaptcha, 'CUSTOM_CHALLENGE']);
      expect(pool.rounds.at(-1)?.request.clientMetadata).to.deep.equal({ page: 'captcha' });
      expect(await getCurrentUser()).to.include({ username: 'alice' });
      const { tokens } = await fetchAuthSession({ forceRefresh: true });
      expect(tokens?.idToken?.payload).to.include({ email: 'alice@example.com' });
      await signOut();
      await refused(
        pool.call('GetUser', { AccessToken: tokens?.accessToken.toString() ?? '' }),
        'NotAuthorizedException',
        'Access Token has been revoked',
      );
    }));

  it('signs in without a password, by the CAPTCHA alone', () =>
    served(async (_pool, server) => {
      configure(server);

      await signIn({ username: 'alice', options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } });
      const { isSignedIn } = await confirmSignIn({ challengeResponse: '5' });

      expect(isSignedIn).to.equal(true);
      await signOut({ global: true });
    }));
});

describe('amazon-cognito-identity-js', function () {
  // These clients compute with JavaScript's own numbers, which takes its time on a busy machine.
  this.timeout(60_000);

  const storage = (): ICognitoStorage => {
    const items = new Map<string, string>();
    return {
      setItem: (key, value) => void items.set(key, value),
      getItem: key => items.get(key) ?? null,
      removeItem: key => void items.delete(key),
      clear: () => items.clear(),
    };
  };

  it('signs in with a password and a CAPTCHA, and refreshes', () =>
    served(async (pool, { endpoint }) => {
      const Storage = storage();
      const Pool = new CognitoUserPool({
        UserPoolId: userPoolId,
        ClientId: publicClient.id,
        endpoint,
        Storage,
      });
      const user = new CognitoUser({ Username: 'alice', Pool, Storage });
      user.setAuthenticationFlowType('CUSTOM_AUTH');

      const session = await new Promise<CognitoUserSession>((onSuccess, onFailure) => {
        const callbacks = {
          onSuccess,
          onFailure,
          customChallenge: () => user.sendCustomChallengeAnswer('5', callbacks),
        };
        user.authenticateUser(
          new AuthenticationDetails({ Username: 'alice', Password: password }),
          callbacks,
        );
      });
      expect(sessionsSeen(pool)).to.deep.equal(passwordThenCaptcha);
      expect(session.isValid()).to.equal(true);

      const refreshed = await new Promise<CognitoUserSession>((resolve, reject) =>
        user.refreshSession(session.getRefreshToken(), (error, result) =>
          error ? reject(error) : resolve(result),
        ),
      );
      expect(refreshed.getIdToken().payload).to.include({ 'cognito:username': 'alice' });
    }));
});
