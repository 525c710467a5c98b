/**
 * What the local Cognito follows, and what it may ignore. Anything else stops the start: a pool that behaves
 * otherwise here than on AWS is worse than none.
 */

import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { type Instance, instancesOf } from './instances.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** By resource type: what is read, and what changes nothing that a client could see. */
const known: Readonly<Record<string, ReadonlySet<string>>> = {
  aws_cognito_user_pool: new Set([
    ...words(`name username_attributes alias_attributes username_configuration password_policy
      admin_create_user_config auto_verified_attributes user_attribute_update_settings schema mfa_configuration
      software_token_mfa_configuration sms_configuration email_mfa_configuration device_configuration
      account_recovery_setting lambda_config verification_message_template email_verification_message
      email_verification_subject sms_verification_message email_configuration`),
    // Who pays, who may delete.
    ...words('deletion_protection user_pool_tier tags tags_all region id arn endpoint'),
    // USER_AUTH, passkeys: clients that ask for them are told that they are not here.
    ...words('sign_in_policy web_authn_configuration'),
    // Threat protection: every sign-in here is one without a risk. The wording of an MFA code.
    ...words('user_pool_add_ons sms_authentication_message'),
  ]),
  aws_cognito_user_pool_client: new Set([
    ...words(`name user_pool_id explicit_auth_flows prevent_user_existence_errors auth_session_validity
      access_token_validity id_token_validity refresh_token_validity token_validity_units
      enable_token_revocation generate_secret client_secret read_attributes write_attributes
      refresh_token_rotation`),
    ...words('enable_propagate_additional_user_context_data analytics_configuration region id'),
    // Managed login has no pages here.
    ...words(`allowed_oauth_flows allowed_oauth_flows_user_pool_client allowed_oauth_scopes callback_urls
      logout_urls default_redirect_uri supported_identity_providers`),
  ]),
};

const cure = 'leave it out of the inputs of npm start';

/** @throws ConfigurationError with the argument and the cure */
export function requireModelled(resource: Instance, type: string): void {
  const argument = resource.given.find(name => !known[type]?.has(name));
  if (argument !== undefined)
    throw new ConfigurationError(
      `${resource.address}.${argument} is not modelled by the local Cognito: ${cure}`,
    );
  if (type !== 'aws_cognito_user_pool') return;
  for (const [trigger, reason] of Object.entries(triggersNotCalled)) {
    if (!resource.blocks('lambda_config')[0]?.given.includes(trigger)) continue;
    throw new ConfigurationError(`${resource.address}.lambda_config.${trigger}: ${reason}: ${cure}`);
  }
}

const triggersNotCalled: Readonly<Record<string, string>> = {
  custom_email_sender: 'the local Cognito does not encrypt codes for a sender of your own',
  custom_sms_sender: 'the local Cognito does not encrypt codes for a sender of your own',
  user_migration: 'the local Cognito does not fetch users from elsewhere',
};

/** What is left out here although clients would notice it on AWS, in a sentence each. */
export const withoutEffect = (configuration: Configuration): readonly string[] =>
  instancesOf(configuration, 'aws_wafv2_web_acl_association').map(
    ({ address }) =>
      `${address}: AWS WAF counts and blocks nothing here, where every client has the same address.`,
  );
