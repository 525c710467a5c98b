import { POOL, type Run } from './run.ts';

export const userPoolRuns: Readonly<Record<string, Run>> = {
  'with plain user names': {
    inputs: {
      name: 'acme',
      user_pool: {
        username_attributes: [],
        tier: 'PLUS',
        threat_protection: 'AUDIT',
        mfa: 'ON',
        password_policy: {
          minimum_length: 8,
          lowercase_required: false,
          uppercase_required: false,
          numbers_required: false,
          symbols_required: true,
          temporary_days: 1,
        },
      },
    },
    holds: {
      'verifies nothing, without a block that the provider would plan for ever': `length(${POOL}.username_attributes) == 0 && length(${POOL}.auto_verified_attributes) == 0 && length(${POOL}.user_attribute_update_settings) == 0`,
      'watches, where threats are only to be seen': `${POOL}.user_pool_add_ons[0].advanced_security_mode == "AUDIT" && ${POOL}.user_pool_add_ons[0].advanced_security_additional_flows[0].custom_auth_mode == "AUDIT"`,
      'asks everyone for MFA': `${POOL}.mfa_configuration == "ON" && ${POOL}.software_token_mfa_configuration[0].enabled`,
      'takes the passwords that the caller wants': `${POOL}.password_policy[0].minimum_length == 8 && !${POOL}.password_policy[0].require_lowercase && !${POOL}.password_policy[0].require_uppercase && !${POOL}.password_policy[0].require_numbers && ${POOL}.password_policy[0].require_symbols && ${POOL}.password_policy[0].temporary_password_validity_days == 1`,
    },
  },
  'with sign-in by phone': {
    inputs: { name: 'acme', user_pool: { username_attributes: ['phone_number', 'email'] } },
    holds: {
      'signs users in by both': `toset(${POOL}.username_attributes) == toset(["email", "phone_number"])`,
      'verifies e-mail alone, for there is nobody who sends text messages for the pool': `${POOL}.auto_verified_attributes == toset(["email"]) && ${POOL}.user_attribute_update_settings[0].attributes_require_verification_before_update == toset(["email"]) && length(${POOL}.sms_configuration) == 0`,
    },
  },
  'with sign-in by phone alone': {
    inputs: { name: 'acme', user_pool: { username_attributes: ['phone_number'] } },
    holds: {
      'verifies nothing': `length(${POOL}.auto_verified_attributes) == 0 && length(${POOL}.user_attribute_update_settings) == 0`,
    },
  },
};
