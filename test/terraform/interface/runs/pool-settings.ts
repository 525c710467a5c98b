import { email } from '../values.ts';
import { POOL, type Run } from './run.ts';

const IDENTITY = 'arn:aws:ses:eu-central-1:111122223333:identity/example.com';
const ROLE = 'arn:aws:iam::111122223333:role/sends-text-messages';
const attribute = (name: string) =>
  `one([for attribute in ${POOL}.schema : attribute if attribute.name == "${name}"])`;
const client = (name: string) => `aws_cognito_user_pool_client.client["${name}"]`;

/** What owners of a pool set besides who signs in. */
export const poolSettingsRuns: Readonly<Record<string, Run>> = {
  'with aliases besides user names': {
    inputs: {
      name: 'acme',
      user_pool: {
        username_attributes: [],
        alias_attributes: ['email', 'phone_number', 'preferred_username'],
      },
    },
    holds: {
      'signs users in by all of them': `toset(${POOL}.alias_attributes) == toset(["email", "phone_number", "preferred_username"]) && ${POOL}.username_attributes == null`,
      'verifies e-mail, as an alias has to be': `${POOL}.auto_verified_attributes == toset(["email"])`,
    },
  },
  'with text messages by Cognito': {
    inputs: {
      name: 'acme',
      user_pool: {
        username_attributes: ['phone_number'],
        account_recovery: ['verified_phone_number', 'verified_email'],
        sms_configuration: { external_id: 'acme', sns_caller_arn: ROLE },
      },
    },
    holds: {
      'sends as the role': `${POOL}.sms_configuration[0].sns_caller_arn == "${ROLE}" && ${POOL}.sms_configuration[0].external_id == "acme"`,
      'verifies phone numbers, now that it can': `${POOL}.auto_verified_attributes == toset(["phone_number"]) && ${POOL}.user_attribute_update_settings[0].attributes_require_verification_before_update == toset(["phone_number"])`,
      'resets passwords by phone, then by e-mail': `${POOL}.account_recovery_setting[0].recovery_mechanism == toset([{ name = "verified_phone_number", priority = 1 }, { name = "verified_email", priority = 2 }])`,
    },
  },
  'with devices, and attributes of one’s own': {
    inputs: {
      name: 'acme',
      user_pool: {
        account_recovery: ['admin_only'],
        device_tracking: { challenge_required_on_new_device: true },
        password_policy: { history_size: 24 },
        schema: {
          role: { max_length: 20, mutable: false },
          level: { type: 'Number', min_value: 1 },
          born: { type: 'DateTime' },
          email: { required: true },
        },
      },
    },
    holds: {
      'remembers devices when the user says so': `${POOL}.device_configuration[0].challenge_required_on_new_device && ${POOL}.device_configuration[0].device_only_remembered_on_user_prompt`,
      'lets the tokens of remembered devices through':
        'sort(jsondecode(aws_lambda_function.pre_token_generation[0].environment[0].variables.CHALLENGE_SETTINGS).tokenSources) == tolist(["TokenGeneration_AuthenticateDevice", "TokenGeneration_Authentication", "TokenGeneration_RefreshTokens"])',
      'leaves forgotten passwords to administrators': `${POOL}.account_recovery_setting[0].recovery_mechanism == toset([{ name = "admin_only", priority = 1 }])`,
      'remembers passwords': `${POOL}.password_policy[0].password_history_size == 24`,
      'has each attribute': `toset(${POOL}.schema[*].name) == toset(["role", "level", "born", "email"])`,
      'bounds texts always, and other types never by length': `${attribute('role')}.string_attribute_constraints[0].max_length == "20" && ${attribute('role')}.string_attribute_constraints[0].min_length == "0" && !${attribute('role')}.mutable && length(${attribute('level')}.string_attribute_constraints) == 0 && length(${attribute('born')}.string_attribute_constraints) == 0`,
      'bounds numbers': `${attribute('level')}.number_attribute_constraints[0].min_value == "1" && ${attribute('level')}.number_attribute_constraints[0].max_value == null && length(${attribute('role')}.number_attribute_constraints) == 0`,
      'may require an attribute of Cognito’s': `${attribute('email')}.required && !${attribute('role')}.required`,
    },
  },
  'with an identity for e-mail': {
    inputs: {
      name: 'acme',
      ...email({ identity_arn: IDENTITY, reply_to: ['help@example.com'], configuration_set: 'acme' }),
    },
    holds: {
      'sends what Cognito sends with it, too': `${POOL}.email_configuration[0].email_sending_account == "DEVELOPER" && ${POOL}.email_configuration[0].source_arn == "${IDENTITY}" && ${POOL}.email_configuration[0].from_email_address == "sign-in@example.com" && ${POOL}.email_configuration[0].reply_to_email_address == "help@example.com" && ${POOL}.email_configuration[0].configuration_set == "acme"`,
    },
  },
  'with an identity for e-mail, and Cognito’s own address for what Cognito sends': {
    inputs: {
      name: 'acme',
      ...email({ identity_arn: IDENTITY }),
      user_pool: {
        email_configuration: {
          email_sending_account: 'COGNITO_DEFAULT',
          reply_to_email_address: 'help@example.com',
        },
      },
    },
    holds: {
      'keeps to Cognito’s': `${POOL}.email_configuration[0].email_sending_account == "COGNITO_DEFAULT" && ${POOL}.email_configuration[0].source_arn == null && ${POOL}.email_configuration[0].from_email_address == null && ${POOL}.email_configuration[0].reply_to_email_address == "help@example.com"`,
    },
  },
  'with refresh tokens that rotate': {
    inputs: {
      name: 'acme',
      clients: {
        rotating: { refresh_token_rotation_grace_seconds: 10 },
        strict: { refresh_token_rotation_grace_seconds: 0 },
        again: { refresh_token_rotation_grace_seconds: -1 },
      },
    },
    holds: {
      'gives a new one at each refresh': `${client('rotating')}.refresh_token_rotation[0].feature == "ENABLED" && ${client('rotating')}.refresh_token_rotation[0].retry_grace_period_seconds == 10 && ${client('strict')}.refresh_token_rotation[0].feature == "ENABLED" && ${client('strict')}.refresh_token_rotation[0].retry_grace_period_seconds == 0`,
      'does not allow the flow that Cognito refuses beside it': `${client('rotating')}.explicit_auth_flows == toset(["ALLOW_CUSTOM_AUTH"]) && ${client('strict')}.explicit_auth_flows == toset(["ALLOW_CUSTOM_AUTH"])`,
      'says so where it is off again': `${client('again')}.refresh_token_rotation[0].feature == "DISABLED" && ${client('again')}.refresh_token_rotation[0].retry_grace_period_seconds == 0 && ${client('again')}.explicit_auth_flows == toset(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])`,
    },
  },
  'with threats that are only watched': {
    inputs: { name: 'acme', user_pool: { tier: 'PLUS', threat_protection: 'AUDIT' } },
    holds: {
      'has its answer to stolen passwords ready': `one(aws_cognito_risk_configuration.risk).compromised_credentials_risk_configuration[0].actions[0].event_action == "BLOCK"`,
    },
  },
};
