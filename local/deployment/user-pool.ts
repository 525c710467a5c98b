/** The user pool: `aws_cognito_user_pool`. */

import type { OtherTriggerName, TriggerName, UserPool } from '../deployment.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import type { Fields } from './fields.ts';
import { instancesOf } from './instances.ts';
import { requireModelled } from './modelled.ts';
import { readSchema } from './pool-schema.ts';
import {
  choiceIn,
  readAccountRecovery,
  readDevices,
  readMessages,
  readMfa,
  readPasswordPolicy,
} from './pool-settings.ts';

const triggerArguments: Readonly<Record<TriggerName | OtherTriggerName, string>> = {
  DefineAuthChallenge: 'define_auth_challenge',
  CreateAuthChallenge: 'create_auth_challenge',
  VerifyAuthChallengeResponse: 'verify_auth_challenge_response',
  PreSignUp: 'pre_sign_up',
  PostConfirmation: 'post_confirmation',
  PreAuthentication: 'pre_authentication',
  PostAuthentication: 'post_authentication',
  PreTokenGeneration: 'pre_token_generation',
  CustomMessage: 'custom_message',
  UserMigration: 'user_migration',
};

const sendingAccounts = ['COGNITO_DEFAULT', 'DEVELOPER'] as const;
const eventVersions = ['V1_0', 'V2_0', 'V3_0'] as const;

/** @throws ConfigurationError unless there is exactly one pool */
export function readUserPool(configuration: Configuration): UserPool {
  const [pool, ...more] = instancesOf(configuration, 'aws_cognito_user_pool');
  if (pool === undefined) {
    throw new ConfigurationError(
      'There is no aws_cognito_user_pool to run. One that exists on AWS cannot: let the configuration make its own pool, as with user_pool_enabled = true',
    );
  }
  if (more.length > 0) {
    const addresses = [pool, ...more].map(({ address }) => address).join(', ');
    throw new ConfigurationError(
      `There are several user pools (${addresses}), and only one can run here: keep one`,
    );
  }
  const { address } = pool;
  requireModelled(pool, 'aws_cognito_user_pool');
  const [triggers] = pool.blocks('lambda_config');
  const devices = readDevices(pool);
  const accountRecovery = readAccountRecovery(pool, address);
  const canSendSms = pool.blocks('sms_configuration').length > 0;
  const autoVerifiedAttributes = pool.texts('auto_verified_attributes');
  // CreateUserPool: "SMS configuration is required when phone_number is selected for auto verification"
  // (amplify-backend#1523).
  if (autoVerifiedAttributes.includes('phone_number') && !canSendSms)
    throw new ConfigurationError(
      `${address}.auto_verified_attributes has phone_number, for which the pool has to send text messages: add sms_configuration, or take it out`,
    );
  const usernameAttributes = pool.texts('username_attributes');
  const aliasAttributes = pool.texts('alias_attributes');
  if (usernameAttributes.length > 0 && aliasAttributes.length > 0)
    throw new ConfigurationError(
      `${address}: a pool has username_attributes or alias_attributes, not both: take one out`,
    );
  const verifiedBeforeUpdate = pool
    .blocks('user_attribute_update_settings')
    .flatMap(block => block.texts('attributes_require_verification_before_update'));
  // UserAttributeUpdateSettingsType: only what the pool verifies by a code can wait for one.
  const unverified = verifiedBeforeUpdate.find(name => !autoVerifiedAttributes.includes(name));
  if (unverified !== undefined)
    throw new ConfigurationError(
      `${address}.user_attribute_update_settings: ${unverified} has to be among auto_verified_attributes`,
    );
  return {
    id: pool.text('id'),
    arn: pool.text('arn'),
    name: pool.text('name'),
    lambdaConfig: lambdaConfig(triggers),
    usernameAttributes,
    aliasAttributes,
    usernameCaseSensitive: pool.blocks('username_configuration')[0]?.optionalBool('case_sensitive') ?? true,
    passwordPolicy: readPasswordPolicy(pool, address),
    selfSignUpEnabled: !pool
      .blocks('admin_create_user_config')[0]
      ?.optionalBool('allow_admin_create_user_only'),
    autoVerifiedAttributes,
    verifiedBeforeUpdate,
    schema: readSchema(pool.blocks('schema'), address),
    mfa: readMfa(pool, address),
    ...(devices && { devices }),
    ...(accountRecovery && { accountRecovery }),
    messages: readMessages(pool, address),
    canSendSms,
    emailSendingAccount:
      choiceIn(pool, address, 'email_configuration', 'email_sending_account', sendingAccounts) ??
      'COGNITO_DEFAULT',
    preTokenGenerationVersion:
      (triggers &&
        choiceIn(triggers, address, 'pre_token_generation_config', 'lambda_version', eventVersions)) ??
      'V1_0',
  };
}

/** `pre_token_generation_config` has the function with its version, and takes precedence. */
function lambdaConfig(block: Fields | undefined): UserPool['lambdaConfig'] {
  const entries = Object.entries(triggerArguments).flatMap(([trigger, argument]) => {
    const [versioned] = block?.blocks(`${argument}_config`) ?? [];
    const arn = versioned?.optionalText('lambda_arn') ?? block?.optionalText(argument);
    return arn === undefined ? [] : [[trigger, arn] as const];
  });
  return Object.fromEntries(entries);
}
