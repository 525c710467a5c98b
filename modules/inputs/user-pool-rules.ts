import { hclList } from './conditions.ts';
import type { Validation } from './input.ts';
import { standardAttributes } from './standard-attributes.ts';

const pool = 'var.user_pool';
const everyRisk = (condition: string) =>
  `alltrue([for action in [${['low', 'medium', 'high'].map(level => `${pool}.risk.${level}`).join(', ')}] : ${condition}])`;
const everyAttribute = (condition: string) =>
  `alltrue([for name, attribute in ${pool}.schema : ${condition}])`;
const tier = `coalesce(${pool}.tier, "ESSENTIALS")`;
const mail = `${pool}.email_configuration`;
const sourceArn = `(${mail}.source_arn != null ? ${mail}.source_arn : try(var.email.identity_arn, null))`;

/** What goes with what in a user pool. */
export const userPoolRules: readonly Validation[] = [
  {
    condition: `length(${pool}.alias_attributes) == 0 || length(${pool}.username_attributes) == 0`,
    message: 'user_pool.alias_attributes goes with plain user names: set user_pool.username_attributes = [].',
  },
  {
    condition: `length(distinct(${pool}.account_recovery)) == length(${pool}.account_recovery) && (!contains(${pool}.account_recovery, "admin_only") || length(${pool}.account_recovery) == 1)`,
    message:
      'user_pool.account_recovery takes verified_email, verified_phone_number or both in order, or admin_only by itself.',
  },
  {
    condition: `!contains(${pool}.account_recovery, "verified_phone_number") || ${pool}.sms_configuration != null`,
    message:
      'user_pool.account_recovery: verified_phone_number needs user_pool.sms_configuration, which lets the pool send text messages.',
  },
  {
    condition: `${pool}.threat_protection == "OFF" || ${tier} == "PLUS"`,
    message: 'user_pool.threat_protection needs user_pool.tier = "PLUS".',
  },
  {
    // Version 5 of the provider has no answer to a risk without an identity to notify from.
    condition: `${pool}.threat_protection != "ENFORCED" || ${sourceArn} != null`,
    message:
      'user_pool.threat_protection: ENFORCED needs the ARN of a verified identity. Without answers to risks it would block every sign-in of any risk, and the AWS provider takes those with an identity only: set user_pool.email_configuration.source_arn or email.identity_arn.',
  },
  {
    // "Adaptive answers" other than these two need MFA that is optional: with none there is nothing to ask, and
    // with ON it is asked anyway.
    condition: `${pool}.mfa == "OPTIONAL" || ${everyRisk('!startswith(action, "MFA_")')}`,
    message:
      'user_pool.risk: MFA_IF_CONFIGURED and MFA_REQUIRED need user_pool.mfa = "OPTIONAL"; otherwise choose NO_ACTION or BLOCK.',
  },
  {
    condition: `${pool}.password_policy.history_size == 0 || ${tier} != "LITE"`,
    message:
      'user_pool.password_policy.history_size needs user_pool.tier = "ESSENTIALS" or "PLUS": LITE has none.',
  },
  {
    condition: everyAttribute(`!attribute.required || contains(${hclList(standardAttributes)}, name)`),
    message: 'user_pool.schema: required is for standard attributes; Cognito has no required custom ones.',
  },
  {
    condition: everyAttribute('attribute.min_length <= attribute.max_length'),
    message: 'user_pool.schema: min_length is more than max_length. Lower the one or raise the other.',
  },
  {
    // Without either Cognito answers with an empty one, which not every version of the provider takes for none.
    condition: everyAttribute(
      '(attribute.type == "Number") == (attribute.min_value != null || attribute.max_value != null) && try(attribute.min_value <= attribute.max_value, true)',
    ),
    message:
      'user_pool.schema: an attribute of the type Number needs min_value, max_value or both, the lower one first; no other type has them.',
  },
  {
    condition: `coalesce(${mail}.email_sending_account, "COGNITO_DEFAULT") != "DEVELOPER" || ${sourceArn} != null`,
    message:
      'user_pool.email_configuration: DEVELOPER needs the ARN of a verified identity: set source_arn here, or email.identity_arn.',
  },
  {
    // The pool would have no address to send from.
    condition: `${mail}.source_arn == null || can(regex("@", ${mail}.source_arn)) || ${mail}.from_email_address != null || var.email != null`,
    message:
      'user_pool.email_configuration: the identity of a domain needs from_email_address, or the input email with its from.',
  },
];
