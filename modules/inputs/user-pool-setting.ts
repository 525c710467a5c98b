import {
  flag,
  list,
  map,
  object,
  oneOf,
  optional,
  set,
  text,
  whole,
} from '../../functions/settings/declare.ts';
import { identityArn } from '../../functions/settings/patterns.ts';
import { anyNumber, anyText } from './scalars.ts';

const riskAction = oneOf('NO_ACTION', 'MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'BLOCK');

/** The attributes of `user_pool`, with the names that Terraform's resource has where it has one. */
export const userPool = object({
  username_attributes: optional(set(oneOf('email', 'phone_number')), ['email']),
  alias_attributes: optional(set(oneOf('email', 'phone_number', 'preferred_username')), []),
  deletion_protection_enabled: optional(flag(), true),
  self_sign_up_enabled: optional(flag(), false),
  account_recovery: optional(list(oneOf('verified_email', 'verified_phone_number', 'admin_only'), 1), [
    'verified_email',
  ]),
  tier: optional(oneOf('LITE', 'ESSENTIALS', 'PLUS')),
  threat_protection: optional(oneOf('OFF', 'AUDIT', 'ENFORCED'), 'OFF'),
  risk: optional(
    object({
      low: optional(riskAction, 'NO_ACTION'),
      medium: optional(riskAction, 'NO_ACTION'),
      high: optional(riskAction, 'BLOCK'),
      compromised_credentials: optional(oneOf('NO_ACTION', 'BLOCK'), 'BLOCK'),
    }),
    {},
  ),
  mfa: optional(oneOf('OFF', 'OPTIONAL', 'ON'), 'OFF'),
  device_tracking: optional(
    object({
      challenge_required_on_new_device: optional(flag(), false),
      device_only_remembered_on_user_prompt: optional(flag(), true),
    }),
  ),
  password_policy: optional(
    object({
      minimum_length: optional(whole(8, 99), 12),
      lowercase_required: optional(flag(), true),
      uppercase_required: optional(flag(), true),
      numbers_required: optional(flag(), true),
      symbols_required: optional(flag(), false),
      temporary_days: optional(whole(1, 365), 3),
      history_size: optional(whole(0, 24), 0),
    }),
    {},
  ),
  schema: optional(
    map(
      object({
        type: optional(oneOf('String', 'Number', 'DateTime', 'Boolean'), 'String'),
        mutable: optional(flag(), true),
        required: optional(flag(), false),
        min_length: optional(whole(0, 2048), 0),
        max_length: optional(whole(0, 2048), 2048),
        min_value: optional(anyNumber),
        max_value: optional(anyNumber),
      }),
      text(
        '1 to 20 letters, digits and underscores, without the custom: that Cognito puts in front of it',
        /^[A-Za-z0-9_]{1,20}$/u,
      ),
    ),
    {},
  ),
  email_configuration: optional(
    object({
      email_sending_account: optional(oneOf('DEVELOPER', 'COGNITO_DEFAULT')),
      source_arn: optional(identityArn),
      from_email_address: optional(anyText),
      reply_to_email_address: optional(anyText),
      configuration_set: optional(anyText),
    }),
    {},
  ),
  sms_configuration: optional(
    object({
      external_id: anyText,
      sns_caller_arn: text(
        'the ARN of a role that Cognito may assume',
        /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[!-~]+$/u,
      ),
      sns_region: optional(anyText),
    }),
  ),
});
