import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool/index.js';
import { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';
import { declareLocal } from './locals.ts';

/**
 * The user pool, wired to the trigger functions, unless there is one already. Whichever it is, the locals
 * `user_pool_id` and `user_pool_arn` tell.
 */
export class UserPool extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // A pool without sms_configuration, as this one, cannot send a code to a phone number.
    declareLocal(
      scope,
      'verified_attributes',
      '${tolist(setintersection(var.user_pool.username_attributes, ["email"]))}',
    );
    const pool = new CognitoUserPool(this, 'user_pool', {
      count: hcl.number('var.user_pool_enabled ? 1 : 0'),
      name: hcl.string('var.name'),
      deletionProtection: hcl.string('var.user_pool.deletion_protection_enabled ? "ACTIVE" : "INACTIVE"'),
      userPoolTier: hcl.string('var.user_pool.tier'),
      usernameAttributes: hcl.list('tolist(var.user_pool.username_attributes)'),
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: hcl.list('local.verified_attributes'),
      adminCreateUserConfig: { allowAdminCreateUserOnly: hcl.boolean('!var.user_pool.self_sign_up_enabled') },
      passwordPolicy: {
        minimumLength: hcl.number('var.user_pool.password_policy.minimum_length'),
        requireLowercase: hcl.boolean('var.user_pool.password_policy.lowercase_required'),
        requireUppercase: hcl.boolean('var.user_pool.password_policy.uppercase_required'),
        requireNumbers: hcl.boolean('var.user_pool.password_policy.numbers_required'),
        requireSymbols: hcl.boolean('var.user_pool.password_policy.symbols_required'),
        temporaryPasswordValidityDays: hcl.number('var.user_pool.password_policy.temporary_days'),
      },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      mfaConfiguration: hcl.string('var.user_pool.mfa'),
      lambdaConfig: {
        defineAuthChallenge: hcl.string('local.trigger_arns.define_auth_challenge'),
        createAuthChallenge: hcl.string('local.trigger_arns.create_auth_challenge'),
        verifyAuthChallengeResponse: hcl.string('local.trigger_arns.verify_auth_challenge_response'),
      },
      tags: hcl.map('var.tags'),
    });
    // A new address counts once its owner has confirmed it: else a stolen access token could redirect codes.
    // Without attributes there must be no block: the provider reads an empty one as none, and would plan it for ever.
    pool.addOverride('dynamic.user_attribute_update_settings', {
      for_each: '${length(local.verified_attributes) > 0 ? [local.verified_attributes] : []}',
      content: { attributes_require_verification_before_update: '${user_attribute_update_settings.value}' },
    });
    pool.addOverride('dynamic.software_token_mfa_configuration', {
      for_each: '${var.user_pool.mfa == "OFF" ? [] : [true]}',
      content: { enabled: true },
    });
    pool.addOverride('dynamic.user_pool_add_ons', {
      for_each: '${var.user_pool.threat_protection == "OFF" ? [] : [var.user_pool.threat_protection]}',
      content: {
        advanced_security_mode: '${user_pool_add_ons.value}',
        advanced_security_additional_flows: { custom_auth_mode: '${user_pool_add_ons.value}' },
      },
    });
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
