/** AdminCreateUser: a user with a temporary password, and the message that carries it. */

import type { JsonObject, Operation } from '../../aws-service.ts';
import { attributeList, writableAttributes } from '../attributes.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { deliver } from '../delivery.ts';
import { fields, password } from '../fields.ts';
import { choice, type Input, list, optional, readInput } from '../input.ts';
import { claimAliases, newUser } from '../new-user.ts';
import { checkPassword, temporaryPassword, verifierOf } from '../passwords.ts';
import type { User } from '../users.ts';
import { oneUser, userIn, userSummary } from './admin.ts';

const shape = {
  ...oneUser,
  UserAttributes: fields.UserAttributes,
  TemporaryPassword: optional(password),
  MessageAction: optional(choice(['RESEND', 'SUPPRESS'])),
  DesiredDeliveryMediums: optional(list(choice(['SMS', 'EMAIL']))),
  ForceAliasCreation: fields.ForceAliasCreation,
};

export const adminCreateUser =
  (context: Context): Operation =>
  input => {
    const request = readInput(input, shape);
    requirePool(context.deployment, request.UserPoolId);
    const secret = request.TemporaryPassword ?? temporaryPassword();
    checkPassword(secret);
    const user =
      request.MessageAction === 'RESEND' ? renew(context, input, secret) : create(context, request, secret);
    if (request.MessageAction !== 'SUPPRESS') {
      const media = request.DesiredDeliveryMediums;
      const text = `Your user name is ${request.Username} and your temporary password is ${secret}`;
      deliver(context, user, { subject: 'Your temporary password', text, ...(media && { media }) });
    }
    return { User: { ...userSummary(user), Attributes: attributeList(user) } };
  };

function create(context: Context, request: Input<typeof shape>, secret: string): User {
  const user = newUser(context, {
    username: request.Username,
    password: secret,
    attributes: writableAttributes(request.UserAttributes, 'administrator'),
    status: 'FORCE_CHANGE_PASSWORD',
    existsMessage: 'User account already exists',
  });
  claimAliases(context, user, request.ForceAliasCreation);
  context.users.add(user);
  return user;
}

/** RESEND: a new temporary password for a user who is there already. */
function renew(context: Context, input: JsonObject, secret: string): User {
  const user = userIn(context, input);
  const password = verifierOf(context.deployment.userPool.id, user.name, secret);
  return context.users.update(user, { password, status: 'FORCE_CHANGE_PASSWORD' });
}
