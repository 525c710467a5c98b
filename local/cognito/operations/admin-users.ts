/** Users as an administrator reads and changes them. */

import type { Service } from '../../aws-service.ts';
import { attributeList, changedAttributes, writableAttributes } from '../attributes.ts';
import type { Context } from '../context.ts';
import { fields } from '../fields.ts';
import { flag, optional, readInput } from '../input.ts';
import { mfaSettings } from '../mfa.ts';
import { claimAliases } from '../new-user.ts';
import { checkPassword, verifierOf } from '../passwords.ts';
import { oneUser, userIn, userSummary } from './admin.ts';
import { adminCreateUser } from './admin-create-user.ts';
import { requireUnconfirmed } from './sign-up.ts';

const passwordShape = { ...oneUser, Password: fields.Password, Permanent: optional(flag) };
const attributesShape = { ...oneUser, UserAttributes: fields.UserAttributes };

export const adminUserOperations = (context: Context): Service => ({
  AdminCreateUser: adminCreateUser(context),

  AdminGetUser: input => {
    const user = userIn(context, input);
    return { ...userSummary(user), UserAttributes: attributeList(user), ...mfaSettings(user) };
  },

  AdminSetUserPassword: input => {
    const { Password, Permanent = false } = readInput(input, passwordShape);
    const user = userIn(context, input);
    checkPassword(Password);
    context.users.update(user, {
      password: verifierOf(context.deployment.userPool.id, user.name, Password),
      status: Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
      confirmation: undefined,
    });
    return {};
  },

  AdminConfirmSignUp: input => {
    const user = userIn(context, input);
    requireUnconfirmed(user);
    context.users.update(user, { status: 'CONFIRMED', confirmation: undefined });
    return {};
  },

  AdminUpdateUserAttributes: input => {
    const { UserAttributes } = readInput(input, attributesShape);
    const user = userIn(context, input);
    const attributes = changedAttributes(user, writableAttributes(UserAttributes, 'administrator'));
    claimAliases(context, { ...user, attributes });
    context.users.update(user, { attributes });
    return {};
  },

  AdminDeleteUser: input => {
    const user = userIn(context, input);
    context.grants.revokeAll(user);
    context.users.remove(user);
    return {};
  },

  AdminDisableUser: input => {
    const user = userIn(context, input);
    context.grants.revokeAll(user);
    context.users.update(user, { enabled: false });
    return {};
  },

  AdminEnableUser: input => {
    context.users.update(userIn(context, input), { enabled: true });
    return {};
  },

  AdminUserGlobalSignOut: input => {
    context.grants.revokeAll(userIn(context, input));
    return {};
  },
});
