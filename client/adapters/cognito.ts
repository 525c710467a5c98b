import type { Tokens } from '../state.ts';
import type { Asked, Pending, Reply, Transport } from '../transport.ts';

/** An unsigned call of Cognito, such as `InitiateAuth`. @throws an error with Cognito's name */
export type CognitoCall = (operation: Operation, input: object, signal?: AbortSignal) => Promise<Output>;

export type Operation =
  | 'InitiateAuth'
  | 'RespondToAuthChallenge'
  | 'AssociateSoftwareToken'
  | 'VerifySoftwareToken'
  | 'RevokeToken';

/** As much of what the operations give as is used. */
export interface Output {
  readonly ChallengeName?: string | undefined;
  readonly ChallengeParameters?: Readonly<Record<string, string>> | undefined;
  readonly Session?: string | undefined;
  readonly AuthenticationResult?:
    | {
        readonly IdToken?: string | undefined;
        readonly AccessToken?: string | undefined;
        readonly RefreshToken?: string | undefined;
      }
    | undefined;
  readonly SecretCode?: string | undefined;
}

/** What `cognito-srp-helper` exports: pass the module where the flow begins with `password`. */
export interface SrpHelper {
  createSrpSession(username: string, password: string, poolId: string, isHashed?: boolean): object;
  signSrpSession(session: object, response: object): object;
  wrapInitiateAuth<T extends object>(session: object, request: T): T;
  wrapAuthChallenge<T extends object>(session: object, request: T): T;
}

export interface CognitoOptions {
  readonly clientId: string;
  /** Where the flow begins with `password`. */
  readonly password?: { readonly userPoolId: string; readonly srp: SrpHelper };
}

/** Where the answer to each of Cognito's own challenges goes, in `ChallengeResponses`. */
const ANSWER_FIELDS: Readonly<Record<string, string>> = {
  SMS_MFA: 'SMS_MFA_CODE',
  EMAIL_OTP: 'EMAIL_OTP_CODE',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
  NEW_PASSWORD_REQUIRED: 'NEW_PASSWORD',
};

/** Cognito's own API, whoever makes the calls. */
export function cognitoTransport(call: CognitoCall, { clientId, password }: CognitoOptions): Transport {
  return {
    async start({ username, password: secret, clientMetadata, signal }) {
      const request = { ClientId: clientId, AuthFlow: 'CUSTOM_AUTH' };
      if (secret === undefined || !password) {
        const input = { ...request, AuthParameters: { USERNAME: username } };
        return toReply(call, await call('InitiateAuth', input, signal), username);
      }
      const { srp, userPoolId } = password;
      const session = srp.createSrpSession(username, secret, userPoolId, false);
      const AuthParameters = { CHALLENGE_NAME: 'SRP_A', USERNAME: username };
      const started = await call(
        'InitiateAuth',
        srp.wrapInitiateAuth(session, { ...request, AuthParameters }),
        signal,
      );
      const USERNAME = started.ChallengeParameters?.USERNAME ?? username;
      const claim = {
        ...{ ClientId: clientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses: { USERNAME } },
        ...{ Session: started.Session, ClientMetadata: clientMetadata },
      };
      const signed = srp.wrapAuthChallenge(srp.signSrpSession(session, started), claim);
      return toReply(call, await call('RespondToAuthChallenge', signed, signal), USERNAME);
    },
    async respond(pending, answer, { clientMetadata, signal }) {
      const input = { ClientId: clientId, ...(await responseTo(call, pending, answer)) };
      const output = await call(
        'RespondToAuthChallenge',
        { ...input, ClientMetadata: clientMetadata },
        signal,
      );
      return toReply(call, output, pending.username);
    },
    async signOut({ refreshToken }) {
      await call('RevokeToken', { ClientId: clientId, Token: refreshToken });
    },
  };
}

/** What `RespondToAuthChallenge` takes for an answer; an authenticator app that is being set up is verified first. */
export async function responseTo(
  call: CognitoCall,
  { challengeName, username, session }: Pending,
  answer: string,
): Promise<object> {
  const response = { ChallengeName: challengeName, Session: session };
  if (challengeName === 'MFA_SETUP') {
    const verified = await call('VerifySoftwareToken', { Session: session, UserCode: answer });
    return { ...response, Session: verified.Session, ChallengeResponses: { USERNAME: username } };
  }
  const field = ANSWER_FIELDS[challengeName] ?? 'ANSWER';
  return { ...response, ChallengeResponses: { USERNAME: username, [field]: answer } };
}

/** Tokens or a question; an authenticator app to set up comes with its key, as `SecretCode`. */
export async function toReply(call: CognitoCall, output: Output, username: string): Promise<Reply> {
  const { AuthenticationResult: result, ChallengeName, ChallengeParameters = {}, Session } = output;
  if (result) return { tokens: toTokens(result) };
  const asked: Asked = {
    challengeName: ChallengeName ?? '',
    parameters: ChallengeParameters,
    username: ChallengeParameters.USERNAME ?? username,
    ...(Session && { session: Session }),
  };
  if (ChallengeName !== 'MFA_SETUP') return asked;
  const setUp = await call('AssociateSoftwareToken', { Session });
  const parameters = { ...ChallengeParameters, SecretCode: setUp.SecretCode ?? '' };
  return { ...asked, parameters, ...(setUp.Session && { session: setUp.Session }) };
}

const toTokens = ({
  IdToken = '',
  AccessToken = '',
  RefreshToken,
}: NonNullable<Output['AuthenticationResult']>): Tokens => ({
  idToken: IdToken,
  accessToken: AccessToken,
  ...(RefreshToken && { refreshToken: RefreshToken }),
});
