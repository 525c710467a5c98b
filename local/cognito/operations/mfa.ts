/** Preferences for MFA, and what the pool asks for. */

import type { JsonObject, Service } from '../../aws-service.ts';
import { authorize } from '../auth/tokens.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { fields } from '../fields.ts';
import { flag, optional, readInput, structure } from '../input.ts';
import { type Factor, factors, type UserMfa, usableFactors } from '../mfa.ts';
import type { User } from '../users.ts';
import { oneUser, userIn } from './admin.ts';

const setting = optional(structure({ Enabled: optional(flag), PreferredMfa: optional(flag) }));
const settings = { SMSMfaSettings: setting, EmailMfaSettings: setting, SoftwareTokenMfaSettings: setting };
const factorOf = {
  SMSMfaSettings: 'SMS_MFA',
  EmailMfaSettings: 'EMAIL_OTP',
  SoftwareTokenMfaSettings: 'SOFTWARE_TOKEN_MFA',
} as const satisfies Record<keyof typeof settings, Factor>;

export const mfaOperations = (context: Context): Service => ({
  SetUserMFAPreference: input => {
    const { AccessToken } = readInput(input, { AccessToken: fields.AccessToken });
    return setPreference(context, authorize(context, AccessToken).user, input);
  },
});

export const adminMfaOperations = (context: Context): Service => ({
  AdminSetUserMFAPreference: input => {
    readInput(input, oneUser);
    return setPreference(context, userIn(context, input), input);
  },

  GetUserPoolMfaConfig: input => {
    const { userPool } = context.deployment;
    requirePool(context.deployment, readInput(input, { UserPoolId: fields.UserPoolId }).UserPoolId);
    const { configuration, softwareToken, sms, email } = userPool.mfa;
    return {
      MfaConfiguration: configuration,
      SoftwareTokenMfaConfiguration: { Enabled: softwareToken },
      ...(sms && { SmsMfaConfiguration: {} }),
      ...(email && { EmailMfaConfiguration: {} }),
    };
  },
});

/**
 * A factor that the call does not name stays as it is. AWS's texts for what follows are not known.
 * @throws InvalidParameterException
 */
function setPreference(context: Context, user: User, input: JsonObject): JsonObject {
  const request = readInput(input, settings);
  const mfa: UserMfa = user.mfa ?? { enabled: [] };
  const named = Object.entries(factorOf).flatMap(([name, factor]) => {
    const wanted = request[name as keyof typeof factorOf];
    return wanted ? [{ factor, enable: wanted.Enabled ?? false, prefer: wanted.PreferredMfa ?? false }] : [];
  });
  for (const { factor, enable } of named) if (enable) requireUsable(context, user, factor);
  if (named.some(({ enable, prefer }) => prefer && !enable))
    throw invalidParameter('A preferred MFA method has to be enabled.');
  const [preferred, ...others] = named.filter(({ prefer }) => prefer);
  // "Only one factor can be set as preferred" (SetUserMFAPreference).
  if (others.length > 0) throw invalidParameter('Only one MFA method can be preferred.');
  const isNamed = (factor: Factor) => named.some(each => each.factor === factor);
  const kept = mfa.preferred && !isNamed(mfa.preferred) ? mfa.preferred : undefined;
  const enabled = factors.filter(factor =>
    isNamed(factor)
      ? named.some(each => each.factor === factor && each.enable)
      : mfa.enabled.includes(factor),
  );
  context.users.update(user, { mfa: { ...mfa, enabled, preferred: preferred?.factor ?? kept } });
  return {};
}

/** @throws InvalidParameterException, in the words of public reports */
function requireUsable({ deployment }: Context, user: User, factor: Factor): void {
  const { mfa } = deployment.userPool;
  if (mfa.configuration !== 'OFF' && usableFactors(mfa, user).includes(factor)) return;
  if (factor === 'SOFTWARE_TOKEN_MFA' && mfa.softwareToken && mfa.configuration !== 'OFF')
    throw invalidParameter('User has not verified software token mfa');
  throw invalidParameter(`User does not have delivery config set to turn on ${factor}`);
}
