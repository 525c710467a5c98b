import { isWhole } from './conditions.ts';
import { flowAndPool } from './flow-and-pool.ts';
import type { Input } from './input.ts';

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
  user_pool: {
    type: `object({
  username_attributes         = optional(set(string), ["email"])
  deletion_protection_enabled = optional(bool, true)
  self_sign_up_enabled        = optional(bool, true)
  tier                        = optional(string)
  threat_protection           = optional(string, "OFF")
  mfa                         = optional(string, "OFF")
  password_policy = optional(object({
    minimum_length     = optional(number, 12)
    lowercase_required = optional(bool, true)
    uppercase_required = optional(bool, true)
    numbers_required   = optional(bool, true)
    symbols_required   = optional(bool, false)
    temporary_days     = optional(number, 3)
  }), {})
})`,
    description:
      'Settings of the user pool. username_attributes: what users sign in with instead of a user name, email or phone_number; cannot be changed later. ' +
      'Cognito verifies e-mail addresses when users sign up, but no phone numbers, for which the pool would have to send text messages: set phone_number_verified yourself. ' +
      'deletion_protection_enabled: the pool cannot be deleted while true. self_sign_up_enabled: whether users may sign up by themselves. ' +
      "tier: LITE, ESSENTIALS or PLUS; Cognito's default (ESSENTIALS) where null. threat_protection: OFF, AUDIT or ENFORCED, for sign-ins through challenges too; needs the tier PLUS. " +
      "mfa: OFF, OPTIONAL or ON, with authenticator apps; Cognito's own, asked for in bypass_auth_flows, not in a run of challenges. " +
      'password_policy: minimum_length 8 to 99; temporary_days, how long a password set by an administrator lives.',
    default: {},
    validations: [
      {
        condition: 'length(setsubtract(var.user_pool.username_attributes, ["email", "phone_number"])) == 0',
        message:
          'user_pool.username_attributes takes "email" and "phone_number", or nothing for plain user names.',
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
      ...flowAndPool,
    ],
  },
} satisfies Record<string, Input>;
