/** What a pool says of passwords, MFA, devices, recovery and messages. */

import {
  DEFAULT_PASSWORD_POLICY,
  type Devices,
  type Messages,
  type MessageTexts,
  type Mfa,
  type PasswordPolicy,
  type RecoveryMechanism,
} from '../deployment.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import type { Fields } from './fields.ts';

/** A block is complete: what it leaves out is off, as the provider sends it; a pool without one has Cognito's defaults. */
export function readPasswordPolicy(pool: Fields, address: string): PasswordPolicy {
  const [policy] = pool.blocks('password_policy');
  if (policy === undefined) return DEFAULT_PASSWORD_POLICY;
  const { minimumLength, temporaryPasswordValidityDays } = DEFAULT_PASSWORD_POLICY;
  const number = (argument: string, least: number, most: number) =>
    numberWithin(policy.optionalNumber(argument), `${address}.password_policy.${argument}`, least, most);
  return {
    minimumLength: number('minimum_length', 6, 99) ?? minimumLength,
    requireLowercase: policy.optionalBool('require_lowercase') ?? false,
    requireUppercase: policy.optionalBool('require_uppercase') ?? false,
    requireNumbers: policy.optionalBool('require_numbers') ?? false,
    requireSymbols: policy.optionalBool('require_symbols') ?? false,
    // 0 is what the provider sends for nothing, and Cognito takes it as its default.
    temporaryPasswordValidityDays:
      number('temporary_password_validity_days', 0, 365) || temporaryPasswordValidityDays,
    historySize: number('password_history_size', 0, 24) ?? 0,
  };
}

/** @throws ConfigurationError for what Cognito refuses: a number out of its range */
export function numberWithin(
  number: number | undefined,
  address: string,
  least: number,
  most: number,
): number | undefined {
  if (number !== undefined && (number < least || number > most))
    throw new ConfigurationError(`${address} takes ${least} to ${most}; got ${number}`);
  return number;
}

/** @throws ConfigurationError for MFA without a factor, as Cognito refuses it */
export function readMfa(pool: Fields, address: string): Mfa {
  const configuration = oneOf(pool, address, 'mfa_configuration', ['OFF', 'OPTIONAL', 'ON']) ?? 'OFF';
  const on = configuration !== 'OFF';
  const [token] = pool.blocks('software_token_mfa_configuration');
  const mfa = {
    configuration,
    softwareToken: on && (token?.optionalBool('enabled') ?? false),
    sms: on && pool.blocks('sms_configuration').length > 0,
    email: on && pool.blocks('email_mfa_configuration').length > 0,
  };
  if (on && !mfa.softwareToken && !mfa.sms && !mfa.email)
    throw new ConfigurationError(
      `${address}.mfa_configuration = "${configuration}" needs a factor: software_token_mfa_configuration, sms_configuration or email_mfa_configuration`,
    );
  return mfa;
}

export function readDevices(pool: Fields): Devices | undefined {
  const [devices] = pool.blocks('device_configuration');
  return (
    devices && {
      challengeRequiredOnNewDevice: devices.optionalBool('challenge_required_on_new_device') ?? false,
      onlyRememberedOnUserPrompt: devices.optionalBool('device_only_remembered_on_user_prompt') ?? false,
    }
  );
}

const mechanisms = ['verified_email', 'verified_phone_number', 'admin_only'] as const;

/** Best first; undefined where the pool leaves the order to Cognito. */
export function readAccountRecovery(pool: Fields, address: string): RecoveryMechanism[] | undefined {
  const [setting] = pool.blocks('account_recovery_setting');
  const given = setting?.blocks('recovery_mechanism') ?? [];
  if (given.length === 0) return undefined;
  return given
    .map(block => ({
      name: oneOf(block, `${address}.account_recovery_setting.recovery_mechanism`, 'name', mechanisms),
      priority: block.optionalNumber('priority') ?? 1,
    }))
    .sort((one, other) => one.priority - other.priority)
    .flatMap(({ name }) => name ?? []);
}

/** @throws ConfigurationError for a link instead of a code: it leads to a page of managed login */
export function readMessages(pool: Fields, address: string): Messages {
  const [template] = pool.blocks('verification_message_template');
  if (template?.optionalText('default_email_option') === 'CONFIRM_WITH_LINK')
    throw new ConfigurationError(
      `${address}.verification_message_template.default_email_option = "CONFIRM_WITH_LINK" leads to a page of managed login, which is not here: leave it out of the inputs of npm start`,
    );
  const [invitation] = pool
    .blocks('admin_create_user_config')
    .flatMap(config => config.blocks('invite_message_template'));
  return {
    verification: texts({
      emailSubject:
        template?.optionalText('email_subject') ?? pool.optionalText('email_verification_subject'),
      emailMessage:
        template?.optionalText('email_message') ?? pool.optionalText('email_verification_message'),
      smsMessage: template?.optionalText('sms_message') ?? pool.optionalText('sms_verification_message'),
    }),
    invitation: texts({
      emailSubject: invitation?.optionalText('email_subject'),
      emailMessage: invitation?.optionalText('email_message'),
      smsMessage: invitation?.optionalText('sms_message'),
    }),
  };
}

const texts = (all: Readonly<Record<keyof MessageTexts, string | undefined>>): MessageTexts =>
  Object.fromEntries(Object.entries(all).filter(([, text]) => text !== undefined));

/** @throws ConfigurationError for any other value */
export function oneOf<const T extends string>(
  fields: Fields,
  address: string,
  argument: string,
  values: readonly T[],
): T | undefined {
  const text = fields.optionalText(argument);
  const found = values.find(value => value === text);
  if (text !== undefined && found === undefined)
    throw new ConfigurationError(`${address}.${argument}: "${text}" is not one of ${values.join(', ')}`);
  return found;
}

/** The same of an argument in a nested block; undefined if there is no such block. */
export function choiceIn<const T extends string>(
  fields: Fields,
  address: string,
  block: string,
  argument: string,
  values: readonly T[],
): T | undefined {
  const [first] = fields.blocks(block);
  return first && oneOf(first, `${address}.${block}`, argument, values);
}
