/** What the administrative operations share. */

import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { userNotFound } from '../errors.ts';
import { fields } from '../fields.ts';
import { readInput } from '../input.ts';
import type { User } from '../users.ts';

/**
 * Administrative operations need a signed request, and a function the permission of its role. Whoever else has any
 * credentials on this machine may do everything: what counts is that a client without fails here as it would on AWS.
 */
export const signed = ({ deployment, authorize }: Context, operations: Service): Service =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (input, caller) => {
        if (!caller.accessKeyId)
          throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
        const resource = ofNoPool.includes(name) ? '*' : poolArn(deployment.userPool.arn, input);
        authorize(caller, { action: `cognito-idp:${name}`, resource });
        return operation(input, caller);
      },
    ]),
  );

/** Actions that support no resource (Service Authorization Reference, "Amazon Cognito User Pools"). */
const ofNoPool: readonly string[] = ['ListUserPools', 'DescribeUserPoolDomain'];

/** Of the pool that the call names, which need not be there. */
const poolArn = (deployed: string, { UserPoolId }: JsonObject): string =>
  typeof UserPoolId === 'string' ? deployed.replace(/[^/]*$/, UserPoolId) : deployed;

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
