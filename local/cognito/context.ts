/** What the operations share: one running user pool. */

import type { Caller } from '../aws-service.ts';
import type { Deployment } from '../deployment.ts';
import type { Request } from '../iam/request.ts';
import type { SignIn } from './auth/sign-in.ts';
import type { Grants } from './grants.ts';
import type { Groups } from './groups.ts';
import type { Lockouts } from './lockout.ts';
import type { Quotas } from './quotas.ts';
import type { Sessions } from './sessions.ts';
import type { Signer } from './signer.ts';
import type { Triggers } from './triggers.ts';
import type { Users } from './users.ts';

export interface Message {
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

/** Where AWS's documentation is silent or contradicts reports: what happens is an option, and tests try each. */
export interface Choices {
  /**
   * A user who has to set a password, after the right one. `documented`: define is asked, and answers
   * NEW_PASSWORD_REQUIRED. `reported` (amazon-cognito-identity-js#341): Cognito asks for it itself, and tokens follow.
   */
  readonly newPasswordPath: 'documented' | 'reported';
  /** DEVICE_PASSWORD_VERIFIER comes after define has said that tokens are due; whether define is asked again is unknown. */
  readonly afterDevice: 'tokens' | 'define';
}

export interface Context {
  readonly deployment: Deployment;
  readonly users: Users;
  readonly groups: Groups;
  readonly sessions: Sessions;
  readonly grants: Grants;
  readonly signer: Signer;
  readonly triggers: Triggers;
  readonly lockouts: Lockouts;
  readonly quotas: Quotas;
  readonly choices: Choices;
  /** @throws AwsError where the policies of a function's role do not allow what it asks as an administrator */
  readonly authorize: (caller: Caller, request: Request) => void;
  /** `iss` of the tokens. */
  readonly issuer: () => string;
  /** Derives what an unknown user seems to be. */
  readonly decoyKey: Buffer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly send: (message: Message) => void;
  /** Told of each step of a sign-in. */
  readonly onSignIn: (signIn: SignIn) => void;
}
