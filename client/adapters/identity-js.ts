import {
  AuthenticationDetails,
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUser,
  type CognitoUserPool,
  CognitoUserSession,
} from 'amazon-cognito-identity-js';
import type { Tokens } from '../state.ts';
import type { CallOptions, Reply, Transport } from '../transport.ts';
import { type CognitoCall, type Output, responseTo, toReply } from './cognito.ts';

/** The library's own client and Session: its types leave them out, and nothing public goes on in a reloaded tab. */
type OpenPool = CognitoUserPool & {
  readonly client: {
    request(operation: string, input: object, done: (error: Error | null, data: Output) => void): void;
  };
};
type OpenUser = CognitoUser & { Session?: string | null };

/** amazon-cognito-identity-js, which keeps the tokens for all tabs. It knows no second factor by e-mail. */
export function identityJsTransport(userPool: CognitoUserPool): Transport {
  const pool = userPool as OpenPool;
  const userOf = (Username: string): OpenUser => new CognitoUser({ Username, Pool: pool });
  const call: CognitoCall = (operation, input) =>
    new Promise((resolve, reject) =>
      pool.client.request(operation, input, (error, data) => (error ? reject(error) : resolve(data))),
    );

  /** Makes one of the library's calls, and gives what it calls back. */
  function reply(
    user: OpenUser,
    { signal }: CallOptions,
    make: (callbacks: Parameters<CognitoUser['authenticateUser']>[1]) => void,
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const asked = (ChallengeName: string, given: unknown) => {
        const ChallengeParameters: Record<string, string> = { ...Object(given) };
        const output = { ChallengeName, ChallengeParameters, Session: user.Session ?? undefined };
        toReply(call, output, user.getUsername()).then(resolve, reject);
      };
      make({
        onSuccess: session => {
          if (signal.aborted) user.signOut(); // nobody waits for these tokens any more
          resolve({ tokens: tokensOf(session) });
        },
        onFailure: reject,
        customChallenge: parameters => asked('CUSTOM_CHALLENGE', parameters),
        totpRequired: asked,
        mfaRequired: asked,
        selectMFAType: asked,
        mfaSetup: asked,
        newPasswordRequired: (userAttributes, requiredAttributes) =>
          asked('NEW_PASSWORD_REQUIRED', {
            userAttributes: JSON.stringify(userAttributes),
            requiredAttributes: JSON.stringify(requiredAttributes),
          }),
      });
    });
  }

  return {
    start(options) {
      const { username, password, clientMetadata } = options;
      const user = userOf(username);
      user.setAuthenticationFlowType('CUSTOM_AUTH');
      const details = new AuthenticationDetails({
        ...{ Username: username, ClientMetadata: clientMetadata },
        ...(password !== undefined && { Password: password }),
      });
      return reply(user, options, callbacks =>
        password === undefined
          ? user.initiateAuth(details, callbacks)
          : user.authenticateUser(details, callbacks),
      );
    },
    async respond(pending, answer, options) {
      const user = userOf(pending.username);
      user.Session = pending.session ?? null;
      const { clientMetadata } = options;
      if (pending.challengeName === 'CUSTOM_CHALLENGE')
        return reply(user, options, callbacks =>
          user.sendCustomChallengeAnswer(answer, callbacks, { ...clientMetadata }),
        );
      // The library's own methods for these expect tokens after them, and stop at a question of the flow.
      const input = { ClientId: pool.getClientId(), ...(await responseTo(call, pending, answer)) };
      const output = await call('RespondToAuthChallenge', { ...input, ClientMetadata: clientMetadata });
      const result = output.AuthenticationResult;
      if (result && !options.signal.aborted) user.setSignInUserSession(sessionOf(result));
      return toReply(call, output, pending.username);
    },
    signOut: () =>
      new Promise((resolve, reject) => {
        const user = pool.getCurrentUser();
        if (user) user.signOut((error?: Error) => (error ? reject(error) : resolve()));
        else resolve();
      }),
    stored: username =>
      new Promise((resolve, reject) => {
        const user = pool.getCurrentUser();
        if (user?.getUsername() !== username) return resolve(undefined);
        user.getSession((error: Error | null, session: CognitoUserSession | null) =>
          session ? resolve(tokensOf(session)) : reject(error),
        );
      }),
  };
}

const tokensOf = (session: CognitoUserSession): Tokens => ({
  idToken: session.getIdToken().getJwtToken(),
  accessToken: session.getAccessToken().getJwtToken(),
  refreshToken: session.getRefreshToken().getToken(),
});

const sessionOf = ({
  IdToken = '',
  AccessToken = '',
  RefreshToken = '',
}: NonNullable<Output['AuthenticationResult']>): CognitoUserSession =>
  new CognitoUserSession({
    IdToken: new CognitoIdToken({ IdToken }),
    AccessToken: new CognitoAccessToken({ AccessToken }),
    RefreshToken: new CognitoRefreshToken({ RefreshToken }),
  });
