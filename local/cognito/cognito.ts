/**
 * cognito-idp in memory, for one deployed user pool: what an app needs whose users sign in by custom challenges, from the
 * sign-up to the deletion, with AWS's wire format, errors and order of trigger calls.
 */

import type { JsonObject, Service } from '../aws-service.ts';
import type { Deployment } from '../deployment.ts';
import type { Invoke } from '../lambda/lambda.ts';
import type { SignIn } from './auth/sign-in.ts';
import type { Choices, Context, Message } from './context.ts';
import { requireModelled } from './modelled.ts';
import { awsIssuer, localIssuer, openidConfiguration } from './openid-configuration.ts';
import { operationsAbsent } from './operations/absent.ts';
import { accountOperations } from './operations/account.ts';
import { accountRecoveryOperations, adminAccountRecoveryOperations } from './operations/account-recovery.ts';
import { signed } from './operations/admin.ts';
import { adminUserOperations } from './operations/admin-users.ts';
import { describeOperations } from './operations/describe.ts';
import { describeAbsentOperations } from './operations/describe-absent.ts';
import { adminDeviceOperations, deviceOperations } from './operations/devices.ts';
import { groupOperations } from './operations/groups.ts';
import { listUsersOperations } from './operations/list-users.ts';
import { adminMfaOperations, mfaOperations } from './operations/mfa.ts';
import { adminSignInOperations, signInOperations } from './operations/sign-in.ts';
import { signUpOperations } from './operations/sign-up.ts';
import { softwareTokenOperations } from './operations/software-token.ts';
import { tokenOperations } from './operations/tokens.ts';
import { userAttributeOperations } from './operations/user-attributes.ts';
import { newPoolState, type PoolState } from './pool-state.ts';
import type { KeyPair } from './signer.ts';
import { createTriggers, type Round } from './triggers.ts';
import { createUsers } from './users.ts';

export type { Message } from './context.ts';
export type { Round } from './triggers.ts';

export interface Cognito {
  /** The operations of `AWSCognitoIdentityProviderService`. */
  readonly service: Service;
  /** `/<user pool id>/.well-known/jwks.json` */
  jwks(): JsonObject;
  /** `/<user pool id>/.well-known/openid-configuration`. @param endpoint where this server is, `http://127.0.0.1:<port>` */
  openidConfiguration(endpoint: string): JsonObject;
}

export function createCognito(options: {
  deployment: Deployment;
  invoke: Invoke;
  /** Epoch milliseconds. */
  now: () => number;
  /** Takes the messages that Cognito itself sends: sign-up codes and temporary passwords. */
  send: (message: Message) => void;
  /** Told of every call of a trigger, also of those that failed. */
  onRound?: (round: Round) => void;
  /** Told of each step of a sign-in. */
  onSignIn?: (signIn: SignIn) => void;
  /** What Cognito waits for a trigger before it calls again. @default 5000, as on AWS */
  triggerTimeoutMs?: number;
  /** How often Cognito calls a trigger that does not answer: AWS says that it "may retry". @default 3 */
  triggerCalls?: number;
  /** What happens where AWS's documentation leaves it open. */
  choices?: Partial<Choices>;
  /** Makes the RSA keys that sign the tokens, when they are first needed. @default new ones, of 2048 bits */
  makeKeyPair?: () => KeyPair;
  /** What the pool of an earlier deployment knew. @default nothing yet */
  state?: PoolState;
  /** `iss` of the tokens. @default AWS's own */
  issuer?: () => string;
  /** Judges who calls as an administrator. @default everybody may do everything */
  authorize?: Context['authorize'];
}): Cognito {
  const { deployment, invoke, now, send, onRound = () => undefined, onSignIn = () => undefined } = options;
  const { triggerTimeoutMs: timeoutMs = 5000, triggerCalls: calls = 3 } = options;
  requireModelled(deployment.userPool);
  const { users, ...state } = options.state ?? newPoolState(now, options.makeKeyPair);
  const context: Context = {
    ...state,
    deployment,
    users: createUsers(deployment.userPool, now, users),
    triggers: createTriggers({ deployment, invoke, now, timeoutMs, calls, onRound }),
    choices: { newPasswordPath: 'documented', afterDevice: 'tokens', ...options.choices },
    authorize: options.authorize ?? (() => undefined),
    issuer: options.issuer ?? (() => awsIssuer(deployment)),
    now,
    send,
    onSignIn,
  };
  const service: Service = {
    ...operationsAbsent,
    ...signUpOperations(context),
    ...accountOperations(context),
    ...accountRecoveryOperations(context),
    ...userAttributeOperations(context),
    ...signInOperations(context),
    ...tokenOperations(context),
    ...softwareTokenOperations(context),
    ...mfaOperations(context),
    ...deviceOperations(context),
    ...signed(context, {
      ...adminSignInOperations(context),
      ...adminUserOperations(context),
      ...adminMfaOperations(context),
      ...adminDeviceOperations(context),
      ...adminAccountRecoveryOperations(context),
      ...listUsersOperations(context),
      ...groupOperations(context),
      ...describeOperations(context),
      ...describeAbsentOperations(context),
    }),
  };
  return {
    service,
    jwks: () => context.signer.jwks(),
    openidConfiguration: endpoint => openidConfiguration(context.issuer(), localIssuer(endpoint, deployment)),
  };
}
