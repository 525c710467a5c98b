import { hclList } from './conditions.ts';
import type { Validation } from './input.ts';
import { standardAttributes } from './standard-attributes.ts';

const types = ['String', 'Number', 'DateTime', 'Boolean'];
const everyAttribute = (condition: string) =>
  `alltrue([for name, attribute in var.user_pool.schema : ${condition}])`;

export const schemaValidations: readonly Validation[] = [
  {
    condition: everyAttribute('can(regex("^[A-Za-z0-9_]{1,20}$", name))'),
    message:
      'user_pool.schema: a name takes 1 to 20 letters, digits and underscores, without the custom: that Cognito puts before it.',
  },
  {
    condition: everyAttribute(`contains(${hclList(types)}, attribute.type)`),
    message: `user_pool.schema: type takes ${types.join(', ')}.`,
  },
  {
    condition: everyAttribute(`!attribute.required || contains(${hclList(standardAttributes)}, name)`),
    message: 'user_pool.schema: required goes with standard attributes; Cognito has no required custom ones.',
  },
  {
    condition: everyAttribute(
      'attribute.min_length >= 0 && attribute.min_length <= attribute.max_length && attribute.max_length <= 2048 && floor(attribute.min_length) == attribute.min_length && floor(attribute.max_length) == attribute.max_length',
    ),
    message:
      'user_pool.schema: min_length and max_length take whole numbers of characters from 0 to 2048, the lower one first.',
  },
  {
    // Without either Cognito answers with an empty one, which not every version of the provider takes for none.
    condition: everyAttribute(
      '(attribute.type == "Number") == (attribute.min_value != null || attribute.max_value != null) && try(attribute.min_value <= attribute.max_value, true)',
    ),
    message:
      'user_pool.schema: min_value and max_value go with the type Number, at least one of them, the lower one first.',
  },
];

const configuration = 'var.user_pool.email_configuration';
const sourceArn = `(${configuration}.source_arn != null ? ${configuration}.source_arn : try(var.email.identity_arn, null))`;

export const emailValidations: readonly Validation[] = [
  {
    condition: `contains(["DEVELOPER", "COGNITO_DEFAULT"], coalesce(${configuration}.email_sending_account, "DEVELOPER"))`,
    message:
      'user_pool.email_configuration.email_sending_account takes DEVELOPER, which is SES, or COGNITO_DEFAULT.',
  },
  {
    condition: `coalesce(${configuration}.email_sending_account, "COGNITO_DEFAULT") != "DEVELOPER" || ${sourceArn} != null`,
    message:
      'user_pool.email_configuration: DEVELOPER needs the ARN of a verified identity: set source_arn here, or email.identity_arn.',
  },
  {
    condition: `${configuration}.source_arn == null || can(regex("^arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity/.+$", ${configuration}.source_arn))`,
    message:
      'user_pool.email_configuration.source_arn takes the ARN of an identity: arn:aws:ses:<region>:<account>:identity/<address or domain>.',
  },
  {
    // The pool would have no address to send from.
    condition: `${configuration}.source_arn == null || can(regex("@", ${configuration}.source_arn)) || ${configuration}.from_email_address != null || var.email != null`,
    message:
      'user_pool.email_configuration: the identity of a domain needs from_email_address, or email with its from.',
  },
];

/** Version 5 of the provider has no answer to a risk without an identity to notify from. */
export const riskNeedsIdentity: Validation = {
  condition: `var.user_pool.threat_protection != "ENFORCED" || ${sourceArn} != null`,
  message:
    'user_pool.threat_protection: ENFORCED needs the ARN of a verified identity, since it would block every sign-in of any risk without answers to risks, and the AWS provider takes those with an identity only: set user_pool.email_configuration.source_arn or email.identity_arn.',
};

export const phoneValidations: readonly Validation[] = [
  {
    condition:
      'contains(["admin_only", "verified_email", "verified_phone_number", "verified_email,verified_phone_number", "verified_phone_number,verified_email"], join(",", var.user_pool.account_recovery))',
    message:
      'user_pool.account_recovery takes verified_email, verified_phone_number or both in order, or admin_only by itself.',
  },
  {
    condition:
      '!contains(var.user_pool.account_recovery, "verified_phone_number") || var.user_pool.sms_configuration != null',
    message:
      'user_pool.account_recovery: verified_phone_number needs user_pool.sms_configuration, which lets the pool send text messages.',
  },
  {
    condition:
      'var.user_pool.sms_configuration == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.user_pool.sms_configuration.sns_caller_arn))',
    message: 'user_pool.sms_configuration.sns_caller_arn takes the ARN of a role that Cognito may assume.',
  },
];
