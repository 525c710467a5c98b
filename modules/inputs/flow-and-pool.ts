import { hclList } from './conditions.ts';
import { ATTRIBUTES, challengesOf, conditionAttribute } from './flow-rules.ts';
import type { Validation } from './input.ts';

/**
 * What a flow needs of the pool. Rules of `user_pool`, since the rules of `flow` refer to no other input: two inputs whose
 * rules refer to each other are a cycle to Terraform.
 */
export const flowAndPool: readonly Validation[] = [
  {
    // "MFA is not supported in a passwordless custom flow", says the Cognito team (amplify-js#12887).
    condition: `!var.user_pool_enabled || var.user_pool.mfa == "OFF" || anytrue([for step in var.flow : contains(${challengesOf}, "password")])`,
    message:
      'user_pool.mfa goes with a flow that begins with password, since Cognito asks for MFA after a password only. Put password first; or leave mfa out and make the second factor a step: email_otp, sms_otp, or an external challenge that asks for the code of an authenticator app.',
  },
  {
    condition: `!var.user_pool_enabled || alltrue([for step in var.flow : !can(regex("^(dev:)?custom:.+", ${conditionAttribute})) || contains([for name in setsubtract(keys(var.user_pool.schema), ${hclList(ATTRIBUTES)}) : "custom:\${name}"], ${conditionAttribute})])`,
    message:
      'user_pool.schema lacks a custom attribute that a step of flow names in when.attribute, so nobody would be asked that step. Add it, such as schema = { role = {} } for custom:role, or correct the name.',
  },
];
