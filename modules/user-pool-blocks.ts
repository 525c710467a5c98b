/** A block for each element, as Terraform's `dynamic` takes it. */
export interface DynamicBlock {
  /** Why, for those who read the block: a comment of Terraform's JSON. */
  readonly '//'?: string;
  /** An expression of a list, with `${}`. */
  readonly for_each: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * How Cognito itself sends. By SES only where an identity is known: the address does not tell whether it or its domain is
 * verified.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export const emailLocals: Readonly<Record<string, string>> = {
  pool_email_source_arn:
    '${var.user_pool.email_configuration.source_arn != null ? var.user_pool.email_configuration.source_arn : try(var.email.identity_arn, null)}',
  pool_email_account:
    '${var.user_pool.email_configuration.email_sending_account != null ? var.user_pool.email_configuration.email_sending_account : local.pool_email_source_arn != null ? "DEVELOPER" : "COGNITO_DEFAULT"}',
};

const ofEmail = (own: string, ofInput: string) =>
  `\${var.user_pool.email_configuration.${own} != null ? var.user_pool.email_configuration.${own} : local.pool_email_account == "DEVELOPER" ? try(${ofInput}, null) : null}`;

export const emailConfiguration = {
  '//': 'Always there, even for Cognito’s own address: without the block, a plan would not show what somebody has set elsewhere.',
  email_sending_account: '${local.pool_email_account}',
  source_arn: '${local.pool_email_account == "DEVELOPER" ? local.pool_email_source_arn : null}',
  from_email_address: ofEmail('from_email_address', 'var.email.from'),
  reply_to_email_address: ofEmail('reply_to_email_address', 'var.email.reply_to[0]'),
  configuration_set: ofEmail('configuration_set', 'var.email.configuration_set'),
};

/** Blocks of the user pool that only some callers have, by name. */
export const userPoolBlocks: Readonly<Record<string, DynamicBlock>> = {
  user_attribute_update_settings: {
    '//': 'A new address counts once its owner has confirmed it: otherwise a stolen access token could redirect codes. Without attributes there is no block: the provider reads an empty one as none, and would plan it forever.',
    for_each: '${length(local.verified_attributes) > 0 ? [local.verified_attributes] : []}',
    content: { attributes_require_verification_before_update: '${user_attribute_update_settings.value}' },
  },
  software_token_mfa_configuration: {
    for_each: '${var.user_pool.mfa == "OFF" ? [] : [true]}',
    content: { enabled: true },
  },
  device_configuration: {
    for_each: '${var.user_pool.device_tracking[*]}',
    content: {
      challenge_required_on_new_device: '${device_configuration.value.challenge_required_on_new_device}',
      device_only_remembered_on_user_prompt:
        '${device_configuration.value.device_only_remembered_on_user_prompt}',
    },
  },
  sms_configuration: {
    for_each: '${var.user_pool.sms_configuration[*]}',
    content: {
      external_id: '${sms_configuration.value.external_id}',
      sns_caller_arn: '${sms_configuration.value.sns_caller_arn}',
      sns_region: '${sms_configuration.value.sns_region}',
    },
  },
  schema: {
    '//': 'Always with constraints: Cognito adds its own if there are none, and the next plan would see a change.',
    for_each: '${var.user_pool.schema}',
    content: {
      name: '${schema.key}',
      attribute_data_type: '${schema.value.type}',
      mutable: '${schema.value.mutable}',
      required: '${schema.value.required}',
      developer_only_attribute: false,
      dynamic: {
        string_attribute_constraints: {
          for_each: '${schema.value.type == "String" ? [schema.value] : []}',
          content: {
            min_length: '${string_attribute_constraints.value.min_length}',
            max_length: '${string_attribute_constraints.value.max_length}',
          },
        },
        number_attribute_constraints: {
          for_each: '${schema.value.type == "Number" ? [schema.value] : []}',
          content: {
            min_value: '${number_attribute_constraints.value.min_value}',
            max_value: '${number_attribute_constraints.value.max_value}',
          },
        },
      },
    },
  },
};
