/** Preferences for MFA, and what the pool asks for. */

import type { JsonObject, Service } from '../../aws-service.ts';
import { authorize } from '../auth/tokens.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { fields } from '../fields.ts';
import { choice, flag, type Input, list, optional, readInput, required, structure, text } from '../input.ts';
import { type Factor, factors, type UserMfa, usableFactors } from '../mfa.ts';
import type { User } from '../users.ts';
import { oneUser, userIn } from './admin.ts';

const setting = optional(structure({ Enabled: optional(flag), PreferredMfa: optional(flag) }));
const passkeys = optional(structure({ Enabled: optional(flag) }));
const settings = {
  SMSMfaSettings: setting,
  EmailMfaSettings: setting,
  SoftwareTokenMfaSettings: setting,
  WebAuthnMfaSettings: passkeys,
};
type Settings = Input<typeof settings>;
const factorOf = {
  SMSMfaSettings: 'SMS_MFA',
  EmailMfaSettings: 'EMAIL_OTP',
  SoftwareTokenMfaSettings: 'SOFTWARE_TOKEN_MFA',
} as const satisfies Record<Exclude<keyof typeof settings, 'WebAuthnMfaSettings'>, Factor>;

const byToken = { AccessToken: fields.AccessToken };
const option = structure({
  DeliveryMedium: optional(choice(['SMS', 'EMAIL'])),
  AttributeName: optional(text({ min: 1, max: 32 })),
});
const options = { MFAOptions: required(list(option)) };

export const mfaOperations = (context: Context): Service => ({
  SetUserMFAPreference: input => {
    const { AccessToken, ...request } = readInput(input, { ...byToken, ...settings });
    return setPreference(context, authorize(context, AccessToken).user, request);
  },

  /** The older form, which amazon-cognito-identity-js has: "You can use it to configure only SMS MFA." */
  SetUserSettings: input => {
    const { AccessToken, MFAOptions } = readInput(input, { ...byToken, ...options });
    return setPreference(context, authorize(context, AccessToken).user, smsSetting(MFAOptions));
  },
});

const smsSetting = (options: readonly { DeliveryMedium?: string }[]): Settings => ({
  SMSMfaSettings: { Enabled: options.some(({ DeliveryMedium }) => DeliveryMedium === 'SMS') },
});

export const adminMfaOperations = (context: Context): Service => ({
  AdminSetUserMFAPreference: input => {
    const request = readInput(input, { ...oneUser, ...settings });
    return setPreference(context, userIn(context, input), request);
  },

  AdminSetUserSettings: input => {
    const { MFAOptions } = readInput(input, { ...oneUser, ...options });
    return setPreference(context, userIn(context, input), smsSetting(MFAOptions));
  },

  /** For a user whose authenticator app is lost: Cognito no longer asks for it, and another can be set up. */
  AdminDeleteSoftwareToken: input => {
    const user = userIn(context, input);
    const { token: _, pendingSecret: __, enabled = [], preferred, ...mfa } = user.mfa ?? {};
    const isOther = (factor: Factor | undefined) => factor !== 'SOFTWARE_TOKEN_MFA';
    context.users.update(user, {
      mfa: {
        ...mfa,
        enabled: enabled.filter(isOther),
        preferred: isOther(preferred) ? preferred : undefined,
      },
    });
    return {};
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
function setPreference(context: Context, user: User, request: Settings): JsonObject {
  if (request.WebAuthnMfaSettings?.Enabled)
    throw invalidParameter('Passkeys are not implemented in this local Cognito.');
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
