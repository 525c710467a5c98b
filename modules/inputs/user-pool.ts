import { hclList, isWhole } from './conditions.ts';
import { flowAndPool } from './flow-and-pool.ts';
import type { Input } from './input.ts';
import {
  emailValidations,
  phoneValidations,
  riskNeedsIdentity,
  schemaValidations,
} from './user-pool-parts.ts';

const RISK_ACTIONS = ['NO_ACTION', 'MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'BLOCK'];
const riskLevels = ['low', 'medium', 'high'];
const everyRisk = (condition: string) =>
  `alltrue([for action in [${riskLevels.map(level => `var.user_pool.risk.${level}`).join(', ')}] : ${condition}])`;

/** Who signs in: a pool of the module's own, or one that is there already. */
export const userPoolInputs = {
  user_pool_enabled: {
    type: 'bool',
    description: 'Whether the module creates the user pool. False attaches to the pool of user_pool_arn.',
    default: true,
  },
  user_pool_arn: {
    type: 'string',
    description:
      'ARN of an existing user pool, with user_pool_enabled = false. Its owner sets lambda_config from the output of that name.',
    default: null,
    nullable: true,
    validations: [
      {
        condition: 'var.user_pool_enabled == (var.user_pool_arn == null)',
        message:
          'user_pool_arn goes with user_pool_enabled = false, and only with it: set both to attach to an existing pool, or neither.',
      },
      {
        condition:
          'var.user_pool_arn == null || can(regex("^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool/[A-Za-z0-9_-]+$", var.user_pool_arn))',
        message:
          'user_pool_arn takes the ARN of a user pool: arn:aws:cognito-idp:<region>:<account>:userpool/<id>.',
      },
    ],
  },
  user_pool_check_enabled: {
    type: 'bool',
    description:
      'Whether a plan looks at the existing pool of user_pool_arn and warns of what is wrong with it: triggers that are not ours, MFA or devices that no step of the flow can meet, tokens that nothing looks at, attributes that it lacks or requires. Needs cognito-idp:DescribeUserPool.',
    default: true,
  },
  user_pool: {
    type: `object({
  username_attributes         = optional(set(string), ["email"])
  alias_attributes            = optional(set(string), [])
  deletion_protection_enabled = optional(bool, true)
  self_sign_up_enabled        = optional(bool, false)
  account_recovery            = optional(list(string), ["verified_email"])
  tier                        = optional(string)
  threat_protection           = optional(string, "OFF")
  risk = optional(object({
    low                     = optional(string, "NO_ACTION")
    medium                  = optional(string, "NO_ACTION")
    high                    = optional(string, "BLOCK")
    compromised_credentials = optional(string, "BLOCK")
  }), {})
  mfa = optional(string, "OFF")
  device_tracking = optional(object({
    challenge_required_on_new_device      = optional(bool, false)
    device_only_remembered_on_user_prompt = optional(bool, true)
  }))
  password_policy = optional(object({
    minimum_length     = optional(number, 12)
    lowercase_required = optional(bool, true)
    uppercase_required = optional(bool, true)
    numbers_required   = optional(bool, true)
    symbols_required   = optional(bool, false)
    temporary_days     = optional(number, 3)
    history_size       = optional(number, 0)
  }), {})
  schema = optional(map(object({
    type       = optional(string, "String")
    mutable    = optional(bool, true)
    required   = optional(bool, false)
    min_length = optional(number, 0)
    max_length = optional(number, 2048)
    min_value  = optional(number)
    max_value  = optional(number)
  })), {})
  email_configuration = optional(object({
    email_sending_account  = optional(string)
    source_arn             = optional(string)
    from_email_address     = optional(string)
    reply_to_email_address = optional(string)
    configuration_set      = optional(string)
  }), {})
  sms_configuration = optional(object({
    external_id    = string
    sns_caller_arn = string
    sns_region     = optional(string)
  }))
})`,
    description:
      'Settings of the user pool. username_attributes: what users sign in with instead of a user name, email or phone_number. ' +
      'alias_attributes: what they sign in with besides a user name, email, phone_number or preferred_username, with username_attributes = []. Neither can be changed later. ' +
      'Cognito verifies e-mail addresses when users sign up, and phone numbers where sms_configuration lets the pool send; otherwise set phone_number_verified yourself. ' +
      'deletion_protection_enabled: the pool can be neither deleted nor replaced while true. self_sign_up_enabled: whether users may sign up by themselves, which tells anybody who asks whether an address is taken. ' +
      'account_recovery: what a forgotten password is reset by, verified_email or verified_phone_number or both in order, or admin_only. ' +
      "tier: LITE, ESSENTIALS or PLUS; Cognito's default (ESSENTIALS) where null. threat_protection: OFF, AUDIT or ENFORCED, for sign-ins through challenges too; needs the tier PLUS. " +
      'risk: what ENFORCED does at a low, medium and high risk, NO_ACTION, MFA_IF_CONFIGURED, MFA_REQUIRED or BLOCK, and at compromised_credentials, NO_ACTION or BLOCK; nobody is notified. ' +
      "mfa: OFF, OPTIONAL or ON, with authenticator apps, and text messages where there is sms_configuration; Cognito asks for it after the password, before the flow's next step. " +
      'device_tracking: remembers devices; null for none. ' +
      'password_policy: minimum_length 8 to 99; temporary_days, how long a password set by an administrator lives; history_size, how many earlier passwords may not come back, 0 to 24. ' +
      'schema: user attributes by name, custom ones without custom:. type: String, Number, DateTime or Boolean. required: standard attributes only. More can be added; none can be changed or removed. ' +
      'email_configuration: what Cognito itself sends with, codes for sign-up and forgotten passwords. email_sending_account: DEVELOPER, which is SES, where a source_arn is known, or else COGNITO_DEFAULT, 50 a day. The rest is what the input email says, unless it is given here. ' +
      'sms_configuration: the role that Cognito sends text messages with; once set it cannot be taken away.',
    default: {},
    validations: [
      {
        condition: 'length(setsubtract(var.user_pool.username_attributes, ["email", "phone_number"])) == 0',
        message:
          'user_pool.username_attributes takes "email" and "phone_number", or nothing for plain user names.',
      },
      {
        condition:
          'length(setsubtract(var.user_pool.alias_attributes, ["email", "phone_number", "preferred_username"])) == 0',
        message: 'user_pool.alias_attributes takes "email", "phone_number" and "preferred_username".',
      },
      {
        condition:
          'length(var.user_pool.alias_attributes) == 0 || length(var.user_pool.username_attributes) == 0',
        message:
          'user_pool.alias_attributes goes with plain user names: set user_pool.username_attributes = [].',
      },
      {
        condition: 'contains(["LITE", "ESSENTIALS", "PLUS"], coalesce(var.user_pool.tier, "ESSENTIALS"))',
        message: 'user_pool.tier takes LITE, ESSENTIALS or PLUS.',
      },
      {
        condition: 'contains(["OFF", "AUDIT", "ENFORCED"], var.user_pool.threat_protection)',
        message: 'user_pool.threat_protection takes OFF, AUDIT or ENFORCED.',
      },
      {
        condition:
          'var.user_pool.threat_protection == "OFF" || coalesce(var.user_pool.tier, "ESSENTIALS") == "PLUS"',
        message: 'user_pool.threat_protection needs user_pool.tier = "PLUS".',
      },
      riskNeedsIdentity,
      {
        condition: everyRisk(`contains(${hclList(RISK_ACTIONS)}, action)`),
        message: `user_pool.risk: low, medium and high take ${RISK_ACTIONS.join(', ')}.`,
      },
      {
        // "Adaptive answers" other than these two need MFA that is optional: with none there is nothing to ask, and
        // with ON it is asked anyway.
        condition: `var.user_pool.mfa == "OPTIONAL" || ${everyRisk('!startswith(action, "MFA_")')}`,
        message:
          'user_pool.risk: MFA_IF_CONFIGURED and MFA_REQUIRED need user_pool.mfa = "OPTIONAL"; otherwise take NO_ACTION or BLOCK.',
      },
      {
        condition: 'contains(["NO_ACTION", "BLOCK"], var.user_pool.risk.compromised_credentials)',
        message: 'user_pool.risk.compromised_credentials takes NO_ACTION or BLOCK.',
      },
      {
        condition: 'contains(["OFF", "OPTIONAL", "ON"], var.user_pool.mfa)',
        message: 'user_pool.mfa takes OFF, OPTIONAL or ON.',
      },
      {
        condition: isWhole('var.user_pool.password_policy.minimum_length', 8, 99),
        message: 'user_pool.password_policy.minimum_length takes a whole number of characters from 8 to 99.',
      },
      {
        condition: isWhole('var.user_pool.password_policy.temporary_days', 1, 365),
        message: 'user_pool.password_policy.temporary_days takes a whole number of days from 1 to 365.',
      },
      {
        condition: `${isWhole('var.user_pool.password_policy.history_size', 0, 24)} && (var.user_pool.password_policy.history_size == 0 || coalesce(var.user_pool.tier, "ESSENTIALS") != "LITE")`,
        message:
          'user_pool.password_policy.history_size takes a whole number of passwords from 0 to 24, with a tier from ESSENTIALS.',
      },
      ...schemaValidations,
      ...emailValidations,
      ...phoneValidations,
      ...flowAndPool,
    ],
  },
} satisfies Record<string, Input>;
