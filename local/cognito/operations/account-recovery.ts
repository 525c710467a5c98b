/**
 * Forgotten passwords: a code to an address that is verified, and a new password for it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */

import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import type { UserPool, UserPoolClient } from '../../deployment.ts';
import { clientById, requireSecretHash } from '../clients.ts';
import { checkCode, codeMismatch } from '../codes.ts';
import type { Context } from '../context.ts';
import { sendCode, simulatedDelivery } from '../delivery.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import { fields } from '../fields.ts';
import { readInput } from '../input.ts';
import type { Occasion } from '../messages.ts';
import { addressOf as factorAddress } from '../mfa.ts';
import { setPassword } from '../passwords.ts';
import { whose } from '../quotas.ts';
import { postConfirmation } from '../user-triggers.ts';
import type { Address, User } from '../users.ts';
import { oneUser, userIn } from './admin.ts';
import { unknownUser } from './sign-up.ts';

const { ClientId, Username, SecretHash, ClientMetadata, Password, ConfirmationCode } = fields;
const askShape = { ClientId, Username, SecretHash, ClientMetadata };
const confirmShape = { ...askShape, Password, ConfirmationCode };
const adminShape = { ...oneUser, ClientMetadata };

const addressOf = { verified_email: 'email', verified_phone_number: 'phone_number' } as const;

/** Without a setting of the pool's, the phone number first. */
const addressesOf = ({ accountRecovery }: UserPool): readonly Address[] =>
  (accountRecovery ?? ['verified_phone_number', 'verified_email']).flatMap(mechanism =>
    mechanism === 'admin_only' ? [] : addressOf[mechanism],
  );

const hidesUsers = (client: UserPoolClient) => client.preventUserExistenceErrors === 'ENABLED';

export const accountRecoveryOperations = (context: Context): Service => {
  const { userPool } = context.deployment;
  const addresses = addressesOf(userPool);

  return {
    ForgotPassword: async input => {
      const request = readInput(input, askShape);
      const client = clientById(context.deployment, request.ClientId);
      requireSecretHash(client, [request.Username], request.SecretHash);
      if (addresses.length === 0) throw notAuthorized('Contact administrator to reset password.');
      const user = context.users.find(request.Username);
      context.quotas.take('recovery', whose(context, request.Username));
      const [preferred = 'email'] = addresses;
      try {
        if (!user) throw unknownUser();
        const occasion = occasionOf(request, client);
        return { CodeDeliveryDetails: await sendRecoveryCode(context, user, addresses, occasion) };
      } catch (error) {
        // A user who does not exist, is disabled or cannot get a code looks like any other ("Managing user existence errors").
        if (!hidesUsers(client) || !(error instanceof AwsError) || !disclosing(error, user)) throw error;
        return { CodeDeliveryDetails: simulatedDelivery(context, request.Username, preferred) };
      }
    },

    ConfirmForgotPassword: async input => {
      const request = readInput(input, confirmShape);
      const client = clientById(context.deployment, request.ClientId);
      requireSecretHash(client, [request.Username], request.SecretHash);
      const user = context.users.find(request.Username);
      context.quotas.take('recovery', whose(context, request.Username));
      if (!user) throw hidesUsers(client) ? codeMismatch() : unknownUser();
      if (!user.enabled) throw hidesUsers(client) ? codeMismatch() : notAuthorized('User is disabled.');
      if (user.status === 'UNCONFIRMED')
        throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
      checkCode(context, user, 'recovery', request.ConfirmationCode);
      const changed = setPassword(context, user, request.Password, 'CONFIRMED');
      await postConfirmation(context, changed, {
        source: 'ConfirmForgotPassword',
        clientId: client.id,
        clientMetadata: request.ClientMetadata,
      });
      return {};
    },
  };
};

export const adminAccountRecoveryOperations = (context: Context): Service => ({
  /** The password ends at once; the user sets another with the code. */
  AdminResetUserPassword: async (input): Promise<JsonObject> => {
    const { ClientMetadata: clientMetadata } = readInput(input, adminShape);
    const user = userIn(context, input);
    const addresses = addressesOf(context.deployment.userPool);
    const address = recoveryAddress(user, addresses);
    const reset = context.users.update(user, { status: 'RESET_REQUIRED' });
    await sendCode(context, reset, 'recovery', address, { source: 'ForgotPassword', clientMetadata });
    return {};
  },
});

const occasionOf = (
  { ClientMetadata: clientMetadata }: { ClientMetadata?: Record<string, string> },
  { id }: UserPoolClient,
): Occasion => ({ source: 'ForgotPassword', clientId: id, clientMetadata });

const sendRecoveryCode = async (
  context: Context,
  user: User,
  addresses: readonly Address[],
  occasion: Occasion,
) => sendCode(context, user, 'recovery', recoveryAddress(user, addresses), occasion);

/**
 * The first verified address that the pool recovers accounts by, and that is none of the user's MFA: "Users can't receive
 * MFA and password reset codes at the same email address or phone number".
 * @throws NotAuthorizedException, InvalidParameterException (texts from public reports)
 */
function recoveryAddress(user: User, addresses: readonly Address[]): Address {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'FORCE_CHANGE_PASSWORD')
    throw notAuthorized('User password cannot be reset in the current state.');
  const factors = user.mfa?.enabled ?? [];
  const found = addresses.find(
    address =>
      !factors.some(factor => factor !== 'SOFTWARE_TOKEN_MFA' && factorAddress[factor] === address) &&
      user.attributes[address] &&
      /^true$/i.test(user.attributes[`${address}_verified`] ?? ''),
  );
  if (found) return found;
  throw invalidParameter(
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
}

/** An invited user is told so with the setting, too: the page does not list that state. */
const disclosing = ({ code }: AwsError, user: User | undefined): boolean =>
  code === 'UserNotFoundException' ||
  code === 'InvalidParameterException' ||
  (code === 'NotAuthorizedException' && user?.enabled === false);
