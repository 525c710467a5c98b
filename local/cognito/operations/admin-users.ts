/** Users as an administrator reads and changes them. */

import type { Service } from '../../aws-service.ts';
import { attributeList, writableAttributes } from '../attributes.ts';
import { codesWithout } from '../codes.ts';
import type { Context } from '../context.ts';
import { fields } from '../fields.ts';
import { flag, optional, readInput } from '../input.ts';
import { mfaSettings } from '../mfa.ts';
import { setPassword } from '../passwords.ts';
import { postConfirmation } from '../user-triggers.ts';
import { oneUser, userIn, userSummary } from './admin.ts';
import { adminCreateUser } from './admin-create-user.ts';
import { changeAttributes, deleteAttributes } from './change-attributes.ts';
import { requireUnconfirmed } from './sign-up.ts';

const passwordShape = { ...oneUser, Password: fields.Password, Permanent: optional(flag) };
const attributesShape = {
  ...oneUser,
  UserAttributes: fields.ChangedAttributes,
  ClientMetadata: fields.ClientMetadata,
};
const namesShape = { ...oneUser, UserAttributeNames: fields.UserAttributeNames };
const confirmShape = { ...oneUser, ClientMetadata: fields.ClientMetadata };

export const adminUserOperations = (context: Context): Service => ({
  AdminCreateUser: adminCreateUser(context),

  AdminGetUser: input => {
    const user = userIn(context, input);
    return { ...userSummary(user), UserAttributes: attributeList(user), ...mfaSettings(user) };
  },

  AdminSetUserPassword: input => {
    const { Password, Permanent = false } = readInput(input, passwordShape);
    setPassword(context, userIn(context, input), Password, Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD');
    return {};
  },

  AdminConfirmSignUp: async input => {
    const { ClientMetadata: clientMetadata } = readInput(input, confirmShape);
    const user = userIn(context, input);
    requireUnconfirmed(user);
    const codes = codesWithout(user, 'signUp');
    const confirmed = context.users.update(user, { status: 'CONFIRMED', codes });
    await postConfirmation(context, confirmed, { source: 'ConfirmSignUp', clientMetadata });
    return {};
  },

  AdminUpdateUserAttributes: async input => {
    const { UserAttributes, ClientMetadata: clientMetadata } = readInput(input, attributesShape);
    const user = userIn(context, input);
    const { userPool } = context.deployment;
    const changes = writableAttributes(userPool, UserAttributes, 'administrator', 'update');
    await changeAttributes(context, user, changes, { source: 'UpdateUserAttribute', clientMetadata });
    return {};
  },

  AdminDeleteUserAttributes: input => {
    const { UserAttributeNames } = readInput(input, namesShape);
    deleteAttributes(context, userIn(context, input), UserAttributeNames, 'administrator');
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
