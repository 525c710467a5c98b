import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createSrpSession, signSrpSession, wrapAuthChallenge } from 'cognito-srp-helper';
import type { Stage } from '../stage.ts';
import type { User } from './users.ts';

/** What Cognito answers within a sign-in: what is asked next, or the tokens. */
export type Asked = InitiateAuthCommandOutput | RespondToAuthChallengeCommandOutput;
type SrpSession = ReturnType<typeof createSrpSession>;
type Strings = Readonly<Record<string, string>>;

/** One sign-in of a user at a client of the stage's pool, call by call. */
export interface SignIn {
  /** InitiateAuth, CUSTOM_AUTH. @param parameters besides USERNAME */
  begin(parameters?: Strings, metadata?: Strings): Promise<Asked>;
  /** The same with SRP_A. @param parameters besides those of SRP */
  beginWithPassword(parameters?: Strings, metadata?: Strings): Promise<Asked>;
  /** AdminInitiateAuth, CUSTOM_AUTH, signed. */
  beginAsAdmin(parameters: Strings): Promise<Asked>;
  /** Answers PASSWORD_VERIFIER. @param responses besides those of SRP */
  password(asked: Asked, responses?: Strings, metadata?: Strings): Promise<Asked>;
  /** Answers CUSTOM_CHALLENGE. */
  answer(asked: Asked, answer: string, metadata?: Strings): Promise<Asked>;
  /** Answers what was asked, with these responses besides USERNAME. */
  respond(asked: Asked, responses: Strings, metadata?: Strings): Promise<Asked>;
  /** The same through AdminRespondToAuthChallenge. */
  respondAsAdmin(asked: Asked, responses: Strings): Promise<Asked>;
  /** The client's side of SRP, for the challenges of devices. */
  readonly srp: SrpSession;
}

/** @param clientName as in the stage's configuration */
export function signIn(stage: Stage, user: User, clientName = 'app'): SignIn {
  const { cognito, userPoolId: UserPoolId } = stage;
  const ClientId = stage.clientId(clientName);
  // Half a second of CPU, for flows with a password alone.
  let session: SrpSession | undefined;
  const srp = () => {
    session ??= createSrpSession(user.username, user.password, UserPoolId, false);
    return session;
  };
  // What is asked of a device or an authenticator app names nobody: then it is who was named last.
  let last = user.username;
  const responsesTo = (asked: Asked, responses: Strings) => {
    last = asked.ChallengeParameters?.USERNAME ?? asked.ChallengeParameters?.USER_ID_FOR_SRP ?? last;
    return { USERNAME: last, ...responses };
  };

  const begin = (parameters: Strings = {}, metadata?: Strings) =>
    cognito.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'CUSTOM_AUTH',
        AuthParameters: { USERNAME: user.username, ...parameters },
        ...(metadata && { ClientMetadata: metadata }),
      }),
    );
  const respond = (asked: Asked, responses: Strings, metadata?: Strings) =>
    cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: asked.ChallengeName,
        Session: asked.Session,
        ChallengeResponses: responsesTo(asked, responses),
        ...(metadata && { ClientMetadata: metadata }),
      }),
    );
  return {
    get srp() {
      return srp();
    },
    begin,
    respond,
    beginWithPassword: (parameters = {}, metadata) =>
      begin({ CHALLENGE_NAME: 'SRP_A', SRP_A: srp().largeA, ...parameters }, metadata),
    beginAsAdmin: parameters =>
      cognito.send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId,
          AuthFlow: 'CUSTOM_AUTH',
          AuthParameters: { USERNAME: user.username, ...parameters },
        }),
      ),
    respondAsAdmin: (asked, responses) =>
      cognito.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId,
          ClientId,
          ChallengeName: asked.ChallengeName,
          Session: asked.Session,
          ChallengeResponses: responsesTo(asked, responses),
        }),
      ),
    password: (asked, responses = {}, metadata) => {
      const signed = signSrpSession(srp(), asked as Parameters<typeof signSrpSession>[1]);
      const { ChallengeResponses } = wrapAuthChallenge(signed, {
        ClientId,
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: responsesTo(asked, responses),
      });
      return respond(asked, ChallengeResponses as Strings, metadata);
    },
    answer: (asked, answer, metadata) => respond(asked, { ANSWER: answer }, metadata),
  };
}
