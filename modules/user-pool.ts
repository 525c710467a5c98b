import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool/index.js';
import { Construct } from 'constructs';
import { deletionGuard } from './deletion-guard.ts';
import { address, hcl } from './hcl.ts';
import { declareLocal } from './locals.ts';
import { lambdaConfig, lambdaConfigBlocks } from './pool-triggers.ts';
import { emailConfiguration, emailLocals, userPoolBlocks } from './user-pool-blocks.ts';

/**
 * The user pool, wired to the trigger functions, unless the caller has one. The locals `user_pool_id` and `user_pool_arn` are
 * those of either.
 */
export class UserPool extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // A pool without sms_configuration cannot send a code to a phone number.
    declareLocal(
      scope,
      'verified_attributes',
      '${tolist(setintersection(setunion(var.user_pool.username_attributes, var.user_pool.alias_attributes), var.user_pool.sms_configuration == null ? ["email"] : ["email", "phone_number"]))}',
    );
    for (const [name, value] of Object.entries(emailLocals)) declareLocal(scope, name, value);
    const policy = (attribute: string) => `var.user_pool.password_policy.${attribute}`;
    const pool = new CognitoUserPool(this, 'user_pool', {
      count: hcl.number('var.user_pool_enabled ? 1 : 0'),
      name: hcl.string('var.name'),
      deletionProtection: hcl.string('var.user_pool.deletion_protection_enabled ? "ACTIVE" : "INACTIVE"'),
      userPoolTier: hcl.string('var.user_pool.tier'),
      // The provider takes only one of the two, even if the other is empty.
      usernameAttributes: hcl.list(
        'length(var.user_pool.alias_attributes) > 0 ? null : tolist(var.user_pool.username_attributes)',
      ),
      aliasAttributes: hcl.list(
        'length(var.user_pool.alias_attributes) > 0 ? tolist(var.user_pool.alias_attributes) : null',
      ),
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: hcl.list('local.verified_attributes'),
      adminCreateUserConfig: { allowAdminCreateUserOnly: hcl.boolean('!var.user_pool.self_sign_up_enabled') },
      passwordPolicy: {
        minimumLength: hcl.number(policy('minimum_length')),
        requireLowercase: hcl.boolean(policy('lowercase_required')),
        requireUppercase: hcl.boolean(policy('uppercase_required')),
        requireNumbers: hcl.boolean(policy('numbers_required')),
        requireSymbols: hcl.boolean(policy('symbols_required')),
        temporaryPasswordValidityDays: hcl.number(policy('temporary_days')),
        passwordHistorySize: hcl.number(policy('history_size')),
      },
      mfaConfiguration: hcl.string('var.user_pool.mfa'),
      lambdaConfig,
      lifecycle: {
        precondition: [deletionGuard(this)],
        postcondition: [guardStays],
        ignoreChanges: textsOfCognitos,
      },
      tags: hcl.map('var.tags'),
    });
    pool.addOverride('email_configuration', emailConfiguration);
    pool.addOverride('account_recovery_setting.dynamic.recovery_mechanism', {
      for_each: '${var.user_pool.account_recovery}',
      content: { name: '${recovery_mechanism.value}', priority: '${recovery_mechanism.key + 1}' },
    });
    pool.addOverride('user_pool_add_ons', {
      '//': 'OFF is sent as well: otherwise the pool would keep its mode, which costs money.',
      advanced_security_mode: '${var.user_pool.threat_protection}',
      dynamic: {
        advanced_security_additional_flows: {
          for_each: '${var.user_pool.threat_protection == "OFF" ? [] : [var.user_pool.threat_protection]}',
          content: { custom_auth_mode: '${advanced_security_additional_flows.value}' },
        },
      },
    });
    for (const [name, block] of Object.entries(userPoolBlocks)) pool.addOverride(`dynamic.${name}`, block);
    for (const [name, block] of Object.entries(lambdaConfigBlocks))
      pool.addOverride(`lambda_config.dynamic.${name}`, block);
    declareLocal(
      scope,
      'user_pool_arn',
      `\${var.user_pool_enabled ? one(${address(pool)}[*].arn) : var.user_pool_arn}`,
    );
    declareLocal(scope, 'user_pool_id', '${split("/", local.user_pool_arn)[1]}');
    const suffix = 'startswith(local.user_pool_arn, "arn:aws-cn:") ? "amazonaws.com.cn" : "amazonaws.com"';
    const host = `cognito-idp.\${split(":", local.user_pool_arn)[3]}.\${${suffix}}`;
    declareLocal(scope, 'user_pool_endpoint', `${host}/\${local.user_pool_id}`);
  }
}

/**
 * The texts of Cognito's own messages for sign-ups, invitations and MFA. The module has no input for them, and keeps what
 * somebody has set. A function at `triggers.custom_message` can write them.
 */
const textsOfCognitos = [
  'admin_create_user_config[0].invite_message_template',
  'email_verification_message',
  'email_verification_subject',
  'sms_authentication_message',
  'sms_verification_message',
  'verification_message_template',
];

/**
 * The provider cannot remove this trigger from a pool (terraform-provider-aws#38617, #45529): the pool would go on calling
 * a destroyed function, and nobody would get tokens. The guard is the function of this name, or an alias of it; a longer name
 * with the same beginning is the caller's own function.
 */
const guardStays = {
  condition:
    '${local.token_guarded || !can(regex(":function:${var.name}-pre-token-generation(:.*)?$", try(self.lambda_config[0].pre_token_generation_config[0].lambda_arn, "")))}',
  errorMessage:
    'The user pool calls the token guard, and the AWS provider cannot take that trigger away. Set token_guard = { enabled = true }, with all of its sources if it should let everything through; or name your own function in triggers.pre_token_generation.',
};
