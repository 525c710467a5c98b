/** Users who sign themselves up. */

import { AwsError, type Service } from '../../aws-service.ts';
import type { UserPool, UserPoolClient } from '../../deployment.ts';
import { writableAttributes } from '../attributes.ts';
import { clientById, requireSecretHash } from '../clients.ts';
import { checkCode, codesWithout, expiredCode } from '../codes.ts';
import type { Context } from '../context.ts';
import { type CodeDelivery, sendCode, simulatedDelivery } from '../delivery.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import { fields } from '../fields.ts';
import { type Input, readInput } from '../input.ts';
import type { MessageSource } from '../messages.ts';
import { addUser, claimAliases, newUser } from '../new-user.ts';
import { checkPassword } from '../passwords.ts';
import { whose } from '../quotas.ts';
import { requireRequired } from '../schema.ts';
import { postConfirmation, preSignUp, type SignUpVerdict } from '../user-triggers.ts';
import type { Address, User } from '../users.ts';

const byClient = {
  ClientId: fields.ClientId,
  Username: fields.Username,
  SecretHash: fields.SecretHash,
  ClientMetadata: fields.ClientMetadata,
};
const signUpShape = {
  ...byClient,
  Password: fields.Password,
  UserAttributes: fields.UserAttributes,
  ValidationData: fields.UserAttributes,
};
const confirmShape = {
  ...byClient,
  ConfirmationCode: fields.ConfirmationCode,
  ForceAliasCreation: fields.ForceAliasCreation,
};
type Request = Input<typeof byClient>;

const existsMessage = 'User already exists';

export const signUpOperations = (context: Context): Service => {
  const { userPool } = context.deployment;
  const findClient = (request: Request): UserPoolClient => {
    const client = clientById(context.deployment, request.ClientId);
    requireSecretHash(client, [request.Username], request.SecretHash);
    return client;
  };
  const about = (request: Request) => ({
    clientId: request.ClientId,
    clientMetadata: request.ClientMetadata,
  });
  /** Nothing where the user has no address that the pool verifies: an administrator, or PreSignUp, confirms. */
  const sendSignUpCode = async (
    user: User,
    source: MessageSource,
    request: Request,
  ): Promise<{ CodeDeliveryDetails?: CodeDelivery }> => {
    const address = verifiedFirst(userPool).find(each => user.attributes[each]);
    if (!address) return {};
    const occasion = { source, ...about(request) };
    return { CodeDeliveryDetails: await sendCode(context, user, 'signUp', address, occasion) };
  };

  return {
    SignUp: async input => {
      const request = readInput(input, signUpShape);
      const client = findClient(request);
      if (!userPool.selfSignUpEnabled) throw notAuthorized('SignUp is not permitted for this user pool');
      const attributes = writableAttributes(userPool, request.UserAttributes, client, 'create');
      // "They can't provide the value during registration" (user-pool-settings-attributes); the text is (unverified).
      if (attributes.preferred_username && userPool.aliasAttributes.includes('preferred_username'))
        throw invalidParameter('preferred_username can be set once the user is confirmed.');
      checkPassword(userPool, request.Password);
      const unconfirmed = newUser(context, {
        username: request.Username,
        password: request.Password,
        attributes,
        status: 'UNCONFIRMED',
        existsMessage,
      });
      requireRequired(userPool, unconfirmed.attributes);
      const verdict = await preSignUp(context, unconfirmed, {
        source: 'SignUp',
        ...about(request),
        validationData: request.ValidationData,
      });
      const user = accordingTo(verdict, unconfirmed);
      requireFreeAddresses(context, user);
      addUser(context, user, existsMessage, true);
      const answer = { UserConfirmed: verdict.confirmed, UserSub: user.sub };
      if (!verdict.confirmed) return { ...answer, ...(await sendSignUpCode(user, 'SignUp', request)) };
      await postConfirmation(context, user, { source: 'ConfirmSignUp', ...about(request) });
      return answer;
    },

    ConfirmSignUp: async input => {
      const request = readInput(input, confirmShape);
      const client = findClient(request);
      const user = context.users.find(request.Username);
      context.quotas.take('ConfirmSignUp', whose(context, request.Username));
      // An unknown user looks like one whose code has expired.
      if (!user) throw client.preventUserExistenceErrors === 'ENABLED' ? expiredCode() : unknownUser();
      requireUnconfirmed(user);
      const { attribute } = checkCode(context, user, 'signUp', request.ConfirmationCode);
      const confirmed: User = {
        ...user,
        status: 'CONFIRMED',
        // The address that the code went to is now the user's.
        attributes: { ...user.attributes, [`${attribute}_verified`]: 'true' },
        codes: codesWithout(user, 'signUp'),
      };
      claimAliases(context, confirmed, request.ForceAliasCreation);
      context.users.update(user, confirmed);
      await postConfirmation(context, confirmed, { source: 'ConfirmSignUp', ...about(request) });
      return {};
    },

    ResendConfirmationCode: async input => {
      const request = readInput(input, byClient);
      const client = findClient(request);
      const [preferred] = verifiedFirst(userPool);
      if (!preferred) throw notAuthorized('Cannot resend codes. Auto verification not turned on.');
      const user = context.users.find(request.Username);
      context.quotas.take('ResendConfirmationCode', whose(context, request.Username));
      if (!user && client.preventUserExistenceErrors === 'ENABLED')
        return { CodeDeliveryDetails: simulatedDelivery(context, request.Username, preferred) };
      if (!user) throw unknownUser();
      if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
      return sendSignUpCode(user, 'ResendCode', request);
    },
  };
};

/** Of two, the phone number: "Amazon Cognito sends a verification code to the phone number through SMS message". */
const verifiedFirst = ({ autoVerifiedAttributes }: UserPool): Address[] =>
  (['phone_number', 'email'] as const).filter(address => autoVerifiedAttributes.includes(address));

/** @throws InvalidLambdaResponseException for an address that is to count as verified and is none (unverified) */
function accordingTo({ confirmed, verified }: SignUpVerdict, user: User): User {
  if (verified.some(address => !user.attributes[address]))
    throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  const marks = verified.map(address => [`${address}_verified`, 'true']);
  return {
    ...user,
    status: confirmed ? 'CONFIRMED' : user.status,
    attributes: { ...user.attributes, ...Object.fromEntries(marks) },
  };
}

export const unknownUser = (): AwsError =>
  new AwsError('UserNotFoundException', 'Username/client id combination not found.');

/** @throws NotAuthorizedException */
export function requireUnconfirmed({ status }: User): void {
  if (status !== 'UNCONFIRMED') throw notAuthorized(`User cannot be confirmed. Current status is ${status}`);
}

/**
 * SignUp has no AliasExistsException (API reference): a name that somebody else signs in with is a taken user name.
 * @throws UsernameExistsException
 */
function requireFreeAddresses({ deployment, users }: Context, { name, attributes }: User): void {
  const taken = deployment.userPool.usernameAttributes.find(
    attribute => attributes[attribute] && users.aliasOwner(attribute, attributes[attribute], name),
  );
  if (taken)
    throw new AwsError('UsernameExistsException', `An account with the given ${taken} already exists.`);
}
