/** AdminCreateUser: a user with a temporary password, and the message that carries it. */

import { AwsError, type JsonObject, type Operation } from '../../aws-service.ts';
import { attributeList, writableAttributes } from '../attributes.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { deliver, mediumOf } from '../delivery.ts';
import { fields, password } from '../fields.ts';
import { choice, type Input, list, optional, readInput } from '../input.ts';
import { addUser, newUser } from '../new-user.ts';
import { checkPassword, setPassword, temporaryPassword } from '../passwords.ts';
import { preSignUp } from '../user-triggers.ts';
import type { Address, User } from '../users.ts';
import { oneUser, userIn, userSummary } from './admin.ts';

const shape = {
  ...oneUser,
  UserAttributes: fields.UserAttributes,
  ValidationData: fields.UserAttributes,
  TemporaryPassword: optional(password),
  MessageAction: optional(choice(['RESEND', 'SUPPRESS'])),
  DesiredDeliveryMediums: optional(list(choice(['SMS', 'EMAIL']))),
  ForceAliasCreation: fields.ForceAliasCreation,
  ClientMetadata: fields.ClientMetadata,
};

export const adminCreateUser =
  (context: Context): Operation =>
  async input => {
    const request = readInput(input, shape);
    requirePool(context.deployment, request.UserPoolId);
    const { userPool } = context.deployment;
    const secret = request.TemporaryPassword ?? temporaryPassword(userPool.passwordPolicy);
    checkPassword(userPool, secret);
    const user =
      request.MessageAction === 'RESEND'
        ? renew(context, input, secret)
        : await create(context, request, secret);
    if (request.MessageAction !== 'SUPPRESS') await invite(context, user, request, secret);
    return { User: { ...userSummary(user), Attributes: attributeList(user) } };
  };

async function create(context: Context, request: Input<typeof shape>, secret: string): Promise<User> {
  const existsMessage = 'User account already exists';
  const { userPool } = context.deployment;
  const user = newUser(context, {
    username: request.Username,
    password: secret,
    // An administrator need not give what the pool requires of users.
    attributes: writableAttributes(userPool, request.UserAttributes, 'administrator', 'create'),
    status: 'FORCE_CHANGE_PASSWORD',
    existsMessage,
  });
  const { ValidationData: validationData, ClientMetadata: clientMetadata } = request;
  // Cognito ignores what the function says here besides no.
  await preSignUp(context, user, { source: 'AdminCreateUser', validationData, clientMetadata });
  addUser(context, user, existsMessage, request.ForceAliasCreation);
  return user;
}

/**
 * RESEND: a new temporary password for a user who has not used the first.
 * @throws UnsupportedUserStateException
 */
function renew(context: Context, input: JsonObject, secret: string): User {
  const user = userIn(context, input);
  if (user.status !== 'FORCE_CHANGE_PASSWORD')
    throw new AwsError(
      'UnsupportedUserStateException',
      `Resend not possible. ${user.name} status is not FORCE_CHANGE_PASSWORD`,
    );
  return setPassword(context, user, secret, 'FORCE_CHANGE_PASSWORD');
}

/** Through the requested media; by default by SMS if the user has a phone number, as the API reference says. */
async function invite(context: Context, user: User, request: Input<typeof shape>, secret: string) {
  const reachable = (['phone_number', 'email'] as const).filter(address => user.attributes[address]);
  const wanted = request.DesiredDeliveryMediums;
  const addresses: readonly Address[] = wanted
    ? reachable.filter(address => wanted.includes(mediumOf[address]))
    : reachable.slice(0, 1);
  const occasion = { source: 'AdminCreateUser', clientMetadata: request.ClientMetadata } as const;
  for (const address of addresses)
    await deliver(context, user, address, occasion, { code: secret, username: request.Username });
}
