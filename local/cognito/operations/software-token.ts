/**
 * TOTP set up: AssociateSoftwareToken hands out a secret, VerifySoftwareToken takes the first code of it. Both go by an
 * access token, or by the Session of MFA_SETUP, which each of them exchanges for a new one.
 */

import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import { ask } from '../auth/flow.ts';
import { authorize } from '../auth/tokens.ts';
import type { MfaSetupChallenge } from '../challenges.ts';
import { clientById } from '../clients.ts';
import type { Context } from '../context.ts';
import { invalidParameter, invalidSession } from '../errors.ts';
import { accessToken, fields } from '../fields.ts';
import { optional, readInput, required, text } from '../input.ts';
import type { AuthSession } from '../sessions.ts';
import { identifyAgain } from '../subject.ts';
import { newTotpSecret, totpStep } from '../totp.ts';
import type { User } from '../users.ts';

const by = { AccessToken: optional(accessToken), Session: fields.Session };
const verifyShape = {
  ...by,
  UserCode: required(text({ min: 6, max: 6, pattern: '[0-9]+', sensitive: true })),
  FriendlyDeviceName: optional(text()),
};

export const softwareTokenOperations = (context: Context): Service => ({
  AssociateSoftwareToken: input => {
    const { AccessToken, Session } = readInput(input, by);
    requireTotp(context);
    const secret = newTotpSecret();
    if (useSession(AccessToken, Session)) {
      const session = takeSetup(context, Session);
      return { SecretCode: secret, Session: reopen(context, session, { secret }) };
    }
    const { user } = authorize(context, AccessToken ?? '');
    context.users.update(user, { mfa: { enabled: [], ...user.mfa, pendingSecret: secret } });
    return { SecretCode: secret };
  },

  VerifySoftwareToken: input => {
    const { AccessToken, Session, UserCode, FriendlyDeviceName = '' } = readInput(input, verifyShape);
    requireTotp(context);
    if (!useSession(AccessToken, Session)) {
      const { user } = authorize(context, AccessToken ?? '');
      register(context, user, user.mfa?.pendingSecret, UserCode, FriendlyDeviceName);
      return { Status: 'SUCCESS' };
    }
    const session = takeSetup(context, Session);
    const { user } = identifyAgain(context, clientById(context.deployment, session.clientId), session);
    if (!user) throw invalidSession();
    try {
      register(context, user, session.challenge.secret, UserCode, FriendlyDeviceName);
    } catch (error) {
      // The user types another code: clients keep the Session for it.
      context.sessions.restore(Session, session);
      throw error;
    }
    return { Status: 'SUCCESS', Session: reopen(context, session, { verified: true }) };
  },
});

/** @throws InvalidParameterException unless there is one of the two */
function useSession(accessToken: string | undefined, session: string | undefined): session is string {
  if ((accessToken === undefined) === (session === undefined))
    throw invalidParameter('Exactly one of AccessToken and Session is required.');
  return session !== undefined;
}

/** @throws SoftwareTokenMFANotFoundException */
function requireTotp({ deployment }: Context): void {
  const { configuration, softwareToken } = deployment.userPool.mfa;
  if (configuration === 'OFF' || !softwareToken)
    throw new AwsError(
      'SoftwareTokenMFANotFoundException',
      'Software Token MFA has not been enabled by the userPool',
    );
}

type SetupSession = AuthSession & { readonly challenge: MfaSetupChallenge };

function takeSetup(context: Context, id: string): SetupSession {
  const session = context.sessions.take(id);
  const { challenge } = session;
  if (challenge.name !== 'MFA_SETUP' || !challenge.setUp.includes('SOFTWARE_TOKEN_MFA'))
    throw invalidSession();
  return { ...session, challenge };
}

/** The same sign-in under a new Session. */
function reopen(context: Context, session: SetupSession, progress: Partial<MfaSetupChallenge>): string {
  const client = clientById(context.deployment, session.clientId);
  const flow = { ...session, client, subject: identifyAgain(context, client, session) };
  const { Session }: JsonObject = ask(context, flow, { ...session.challenge, ...progress }, {});
  return String(Session);
}

/** @throws EnableSoftwareTokenMFAException; if there is no secret yet, InvalidParameterException (unverified) */
function register(
  context: Context,
  user: User,
  secret: string | undefined,
  code: string,
  friendlyName: string,
): void {
  if (secret === undefined) throw invalidParameter('Invalid parameter: call AssociateSoftwareToken first.');
  const lastStep = totpStep(secret, code, context.now());
  if (lastStep === undefined) throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch');
  const token = { secret, friendlyName, lastStep };
  context.users.update(user, { mfa: { enabled: [], ...user.mfa, token, pendingSecret: undefined } });
}
