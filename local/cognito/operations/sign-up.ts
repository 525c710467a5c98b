/** Users who sign themselves up. */

import { randomInt } from 'node:crypto';
import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import type { UserPoolClient } from '../../deployment.ts';
import { isEmail, writableAttributes } from '../attributes.ts';
import { clientById, requireSecretHash } from '../clients.ts';
import type { Context } from '../context.ts';
import { codeDeliveryDetails, deliver } from '../delivery.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import { fields } from '../fields.ts';
import { readInput } from '../input.ts';
import { claimAliases, newUser } from '../new-user.ts';
import { checkPassword } from '../passwords.ts';
import type { User } from '../users.ts';

const byClient = { ClientId: fields.ClientId, Username: fields.Username, SecretHash: fields.SecretHash };
const signUpShape = { ...byClient, Password: fields.Password, UserAttributes: fields.UserAttributes };
const confirmShape = {
  ...byClient,
  ConfirmationCode: fields.ConfirmationCode,
  ForceAliasCreation: fields.ForceAliasCreation,
};

const codeLifetimeMs = 24 * 3600_000;
const attemptsPerCode = 5;

export const signUpOperations = (context: Context): Service => {
  const findClient = (input: { ClientId: string; Username: string; SecretHash?: string }): UserPoolClient => {
    const client = clientById(context.deployment, input.ClientId);
    requireSecretHash(client, [input.Username], input.SecretHash);
    return client;
  };
  /** Gives CodeDeliveryDetails. */
  const sendCode = (user: User): JsonObject => {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const expiresAt = context.now() + codeLifetimeMs;
    context.users.update(user, { confirmation: { code, expiresAt, attemptsLeft: attemptsPerCode } });
    deliver(context, user, { subject: 'Your verification code', text: `Your confirmation code is ${code}` });
    return codeDeliveryDetails(user);
  };

  return {
    SignUp: input => {
      const request = readInput(input, signUpShape);
      findClient(request);
      const attributes = writableAttributes(request.UserAttributes, 'user');
      checkPassword(request.Password);
      const user = newUser(context, {
        username: request.Username,
        password: request.Password,
        attributes,
        status: 'UNCONFIRMED',
        existsMessage: 'User already exists',
      });
      context.users.add(user);
      return { UserConfirmed: false, UserSub: user.sub, ...sendCode(user) };
    },

    ConfirmSignUp: input => {
      const request = readInput(input, confirmShape);
      const client = findClient(request);
      const user = context.users.find(request.Username);
      // An unknown user looks like one whose code has expired.
      if (!user) throw client.preventUserExistenceErrors === 'ENABLED' ? expiredCode() : unknownUser();
      requireUnconfirmed(user);
      checkCode(context, user, request.ConfirmationCode);
      const confirmed: User = {
        ...user,
        status: 'CONFIRMED',
        attributes: verified(user),
        confirmation: undefined,
      };
      claimAliases(context, confirmed, request.ForceAliasCreation);
      context.users.update(user, confirmed);
      return {};
    },

    ResendConfirmationCode: input => {
      const request = readInput(input, byClient);
      const client = findClient(request);
      const user = context.users.find(request.Username);
      if (!user && client.preventUserExistenceErrors === 'ENABLED')
        return simulatedDelivery(request.Username);
      if (!user) throw unknownUser();
      if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
      return sendCode(user);
    },
  };
};

const unknownUser = () => new AwsError('UserNotFoundException', 'Username/client id combination not found.');
const expiredCode = () =>
  new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');

/** @throws NotAuthorizedException */
export function requireUnconfirmed({ status }: User): void {
  if (status !== 'UNCONFIRMED') throw notAuthorized(`User cannot be confirmed. Current status is ${status}`);
}

/** @throws ExpiredCodeException, LimitExceededException, CodeMismatchException */
function checkCode(context: Context, user: User, code: string): void {
  const { confirmation } = user;
  if (!confirmation || context.now() >= confirmation.expiresAt) throw expiredCode();
  const { attemptsLeft } = confirmation;
  if (attemptsLeft === 0)
    throw new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
  if (confirmation.code === code) return;
  context.users.update(user, { confirmation: { ...confirmation, attemptsLeft: attemptsLeft - 1 } });
  throw new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

/** The address that the code went to is now the user's. */
const verified = ({ attributes }: User): Record<string, string> =>
  attributes.email
    ? { ...attributes, email_verified: 'true' }
    : attributes.phone_number
      ? { ...attributes, phone_number_verified: 'true' }
      : { ...attributes };

/** A made-up address from the name as typed, so that it is the same every time. */
const simulatedDelivery = (username: string): JsonObject =>
  codeDeliveryDetails({ attributes: { email: isEmail(username) ? username : `${username}@example.com` } });
