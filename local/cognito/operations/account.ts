/** What signed-in users do with their own account: another password, and the end of it. */

import type { Service } from '../../aws-service.ts';
import { authorize } from '../auth/tokens.ts';
import type { Context } from '../context.ts';
import { incorrectCredentials } from '../errors.ts';
import { fields, password } from '../fields.ts';
import { optional, readInput } from '../input.ts';
import { isPassword, setPassword } from '../passwords.ts';

const { AccessToken } = fields;
const changeShape = { AccessToken, PreviousPassword: optional(password), ProposedPassword: fields.Password };

export const accountOperations = (context: Context): Service => ({
  ChangePassword: input => {
    const request = readInput(input, changeShape);
    const { user } = authorize(context, request.AccessToken);
    context.quotas.take('ChangePassword', user);
    // It may be left out by users without a password, and here all have one.
    if (!isPassword(context, user, request.PreviousPassword ?? '')) throw incorrectCredentials();
    setPassword(context, user, request.ProposedPassword, 'CONFIRMED');
    return {};
  },

  DeleteUser: input => {
    const { user } = authorize(context, readInput(input, { AccessToken }).AccessToken);
    context.grants.revokeAll(user);
    context.users.remove(user);
    return {};
  },
});
