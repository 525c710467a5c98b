/** What the administrative operations share. */

import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { userNotFound } from '../errors.ts';
import { fields } from '../fields.ts';
import { readInput } from '../input.ts';
import type { User } from '../users.ts';

/**
 * Administrative operations need a signed request. Any credentials will do on this machine: what counts is that
 * a client without any fails here as it would on AWS.
 */
export const signed = (operations: Service): Service =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (input, caller) => {
        if (!caller.accessKeyId)
          throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
        return operation(input, caller);
      },
    ]),
  );

export const oneUser = { UserPoolId: fields.UserPoolId, Username: fields.Username };

/**
 * The user that UserPoolId and Username name.
 * @throws ResourceNotFoundException, UserNotFoundException
 */
export function userIn({ deployment, users }: Context, input: JsonObject): User {
  const { UserPoolId, Username } = readInput(input, oneUser);
  requirePool(deployment, UserPoolId);
  const user = users.find(Username);
  if (!user) throw userNotFound();
  return user;
}

/** The fields that UserType and AdminGetUser have in common; dates are epoch seconds. */
export const userSummary = (user: User): JsonObject => ({
  Username: user.name,
  UserCreateDate: user.createdAt / 1000,
  UserLastModifiedDate: user.modifiedAt / 1000,
  Enabled: user.enabled,
  UserStatus: user.status,
});
