import { randomBytes, randomInt } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Stage } from '../stage.ts';

export interface User {
  /** To sign in with. */
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly phoneNumber: string;
}

export interface NewUser {
  /** The password is one that an administrator set, and has to be changed. */
  readonly invited?: boolean;
  /** Signs in with it instead of the e-mail address. */
  readonly username?: string;
  readonly email?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Creates a user with an e-mail address and a phone number, both verified. Cognito sends nothing. */
export async function newUser(
  stage: Stage,
  { invited = false, attributes = {}, ...given }: NewUser = {},
): Promise<User> {
  const user = { ...madeUp(), ...given };
  const Username = given.username ?? user.email;
  const known = {
    email: user.email,
    email_verified: 'true',
    phone_number: user.phoneNumber,
    phone_number_verified: 'true',
    ...attributes,
  };
  await stage.cognito.send(
    new AdminCreateUserCommand({
      UserPoolId: stage.userPoolId,
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries(known).map(([Name, Value]) => ({ Name, Value })),
      ...(invited && { TemporaryPassword: user.password }),
    }),
  );
  if (!invited) {
    await stage.cognito.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: stage.userPoolId,
        Username,
        Password: user.password,
        Permanent: true,
      }),
    );
  }
  return { ...user, username: Username };
}

/** A user that no pool has. */
export function madeUp(): User {
  const email = `accept-${randomBytes(6).toString('hex')}@example.com`;
  // 555-01xx is kept for fiction: nobody is called, whatever goes wrong.
  const phoneNumber = `+1${randomInt(201, 989)}55501${String(randomInt(100)).padStart(2, '0')}`;
  return { username: email, email, phoneNumber, password: newPassword() };
}

export const newPassword = (): string => `Aa1-${randomBytes(12).toString('base64url')}`;
