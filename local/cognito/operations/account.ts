/** What signed-in users do with their own account: another password, and the end of it. */

import type { Service } from '../../aws-service.ts';
import { authorize } from '../auth/tokens.ts';
import type { Context } from '../context.ts';
import { incorrectCredentials, limitExceeded } from '../errors.ts';
import { fields, password } from '../fields.ts';
import { optional, readInput } from '../input.ts';
import { isPassword, setPassword } from '../passwords.ts';

const { AccessToken } = fields;
const changeShape = { AccessToken, PreviousPassword: optional(password), ProposedPassword: fields.Password };

export const accountOperations = (context: Context): Service => ({
  ChangePassword: input => {
    const request = readInput(input, changeShape);
    const { user } = authorize(context, request.AccessToken);
    // Whoever has found a token must not find the password: seen as LimitExceededException (aws-sdk-android#627). That it
    // ends as the lock-out of sign-ins does is unverified.
    const guessed = `previous password of ${user.sub}`;
    context.lockouts.requireOpen(guessed, limitExceeded);
    // It may be left out by users without a password, and here all have one.
    if (!isPassword(context, user, request.PreviousPassword ?? '')) {
      context.lockouts.failed(guessed);
      throw incorrectCredentials();
    }
    context.lockouts.passed(guessed);
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
