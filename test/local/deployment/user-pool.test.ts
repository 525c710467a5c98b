import { expect } from 'chai';
import { readUserPool } from '../../../local/deployment/user-pool.ts';
import { DEFAULT_PASSWORD_POLICY, type UserPool } from '../../../local/deployment.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { evaluated } from './evaluated.ts';

const read = (args: Record<string, unknown>): UserPool =>
  readUserPool(evaluated({ aws_cognito_user_pool: { pool: { name: 'p', ...args } } }));

describe('readUserPool', () => {
  it('says what to do about no pool, and about several', () => {
    expect(() => readUserPool(evaluated({}))).to.throw(ConfigurationError, 'user_pool_enabled = true');
    expect(() =>
      readUserPool(evaluated({ aws_cognito_user_pool: { a: { name: 'a' }, b: { name: 'b' } } })),
    ).to.throw(
      ConfigurationError,
      '(aws_cognito_user_pool.a, aws_cognito_user_pool.b), and only one can run here',
    );
  });

  it('gives a pool without arguments Cognito’s defaults', () => {
    const { id, arn, ...rest } = read({});
    expect(arn).to.match(new RegExp(`userpool/${id}$`));
    expect(rest).to.deep.equal({
      name: 'p',
      lambdaConfig: {},
      usernameAttributes: [],
      aliasAttributes: [],
      usernameCaseSensitive: true,
      passwordPolicy: DEFAULT_PASSWORD_POLICY,
      selfSignUpEnabled: true,
      autoVerifiedAttributes: [],
      verifiedBeforeUpdate: [],
      schema: [],
      mfa: { configuration: 'OFF', softwareToken: false, sms: false, email: false },
      messages: { verification: {}, invitation: {} },
      canSendSms: false,
      emailSendingAccount: 'COGNITO_DEFAULT',
      preTokenGenerationVersion: 'V1_0',
    });
  });

  const softwareToken = { software_token_mfa_configuration: { enabled: true } };
  const readings: readonly (readonly [args: Record<string, unknown>, expected: Partial<UserPool>])[] = [
    [{ alias_attributes: ['email'] }, { aliasAttributes: ['email'] }],
    [{ username_configuration: [{ case_sensitive: false }] }, { usernameCaseSensitive: false }],
    [
      { password_policy: { minimum_length: 12, require_numbers: true } },
      {
        passwordPolicy: {
          minimumLength: 12,
          requireLowercase: false,
          requireUppercase: false,
          requireNumbers: true,
          requireSymbols: false,
          temporaryPasswordValidityDays: 7,
          historySize: 0,
        },
      },
    ],
    [
      {
        password_policy: {
          minimum_length: 6,
          require_lowercase: true,
          require_uppercase: true,
          require_symbols: true,
          temporary_password_validity_days: 3,
          password_history_size: 5,
        },
      },
      {
        passwordPolicy: {
          minimumLength: 6,
          requireLowercase: true,
          requireUppercase: true,
          requireNumbers: false,
          requireSymbols: true,
          temporaryPasswordValidityDays: 3,
          historySize: 5,
        },
      },
    ],
    [{ admin_create_user_config: { allow_admin_create_user_only: true } }, { selfSignUpEnabled: false }],
    [{ admin_create_user_config: { allow_admin_create_user_only: false } }, { selfSignUpEnabled: true }],
    [{ auto_verified_attributes: ['email'] }, { autoVerifiedAttributes: ['email'] }],
    [
      {
        auto_verified_attributes: ['email'],
        user_attribute_update_settings: { attributes_require_verification_before_update: ['email'] },
      },
      { verifiedBeforeUpdate: ['email'] },
    ],
    [
      { mfa_configuration: 'ON', ...softwareToken },
      { mfa: { configuration: 'ON', softwareToken: true, sms: false, email: false } },
    ],
    [
      {
        mfa_configuration: 'OPTIONAL',
        software_token_mfa_configuration: { enabled: false },
        sms_configuration: { external_id: 'x', sns_caller_arn: 'arn' },
        email_mfa_configuration: { message: '{####}', subject: 's' },
      },
      { mfa: { configuration: 'OPTIONAL', softwareToken: false, sms: true, email: true } },
    ],
    [
      { mfa_configuration: 'OFF', ...softwareToken },
      { mfa: { configuration: 'OFF', softwareToken: false, sms: false, email: false } },
    ],
    [
      {
        device_configuration: {
          challenge_required_on_new_device: true,
          device_only_remembered_on_user_prompt: false,
        },
      },
      { devices: { challengeRequiredOnNewDevice: true, onlyRememberedOnUserPrompt: false } },
    ],
    [
      {
        account_recovery_setting: {
          recovery_mechanism: [
            { name: 'verified_phone_number', priority: 2 },
            { name: 'verified_email', priority: 1 },
          ],
        },
      },
      { accountRecovery: ['verified_email', 'verified_phone_number'] },
    ],
    [
      {
        verification_message_template: {
          email_subject: 'S',
          email_message: 'M {####}',
          sms_message: 'T {####}',
        },
        admin_create_user_config: { invite_message_template: { email_message: 'I {username} {####}' } },
      },
      {
        messages: {
          verification: { emailSubject: 'S', emailMessage: 'M {####}', smsMessage: 'T {####}' },
          invitation: { emailMessage: 'I {username} {####}' },
        },
      },
    ],
    [
      { email_verification_subject: 'S', email_verification_message: 'M', sms_verification_message: 'T' },
      {
        messages: {
          verification: { emailSubject: 'S', emailMessage: 'M', smsMessage: 'T' },
          invitation: {},
        },
      },
    ],
    [
      {
        auto_verified_attributes: ['phone_number'],
        sms_configuration: { external_id: 'x', sns_caller_arn: 'arn' },
      },
      { autoVerifiedAttributes: ['phone_number'], canSendSms: true },
    ],
    [
      { email_configuration: { email_sending_account: 'DEVELOPER', source_arn: 'arn' } },
      { emailSendingAccount: 'DEVELOPER' },
    ],
    [
      { lambda_config: { define_auth_challenge: 'd', create_auth_challenge: null, pre_sign_up: 'p' } },
      { lambdaConfig: { DefineAuthChallenge: 'd', PreSignUp: 'p' } },
    ],
    [
      { lambda_config: { pre_token_generation: 'g' } },
      { lambdaConfig: { PreTokenGeneration: 'g' }, preTokenGenerationVersion: 'V1_0' },
    ],
    [
      { lambda_config: { pre_token_generation_config: { lambda_arn: 'g', lambda_version: 'V2_0' } } },
      { lambdaConfig: { PreTokenGeneration: 'g' }, preTokenGenerationVersion: 'V2_0' },
    ],
    [
      {
        schema: [
          { name: 'tier', attribute_data_type: 'String', mutable: true },
          {
            name: 'level',
            attribute_data_type: 'Number',
            number_attribute_constraints: { min_value: '1', max_value: '9' },
          },
          { name: 'note', attribute_data_type: 'String', developer_only_attribute: true },
          {
            name: 'email',
            attribute_data_type: 'String',
            required: true,
            mutable: true,
            string_attribute_constraints: { min_length: '5', max_length: '99' },
          },
        ],
      },
      {
        schema: [
          { name: 'custom:tier', type: 'String', mutable: true, required: false, developerOnly: false },
          {
            name: 'custom:level',
            type: 'Number',
            mutable: false,
            required: false,
            developerOnly: false,
            minimum: 1,
            maximum: 9,
          },
          { name: 'dev:custom:note', type: 'String', mutable: false, required: false, developerOnly: true },
          {
            name: 'email',
            type: 'String',
            mutable: true,
            required: true,
            developerOnly: false,
            minimum: 5,
            maximum: 99,
          },
        ],
      },
    ],
  ];
  for (const [args, expected] of readings) {
    it(`reads ${JSON.stringify(args)}`, () => {
      expect(read(args)).to.deep.include(expected);
    });
  }

  // What changes nothing here, or is plan's business.
  for (const args of [
    { deletion_protection: 'ACTIVE', tags: { a: 'b' }, user_pool_tier: 'PLUS' },
    { user_pool_add_ons: { advanced_security_mode: 'AUDIT' } },
    { verification_message_template: { default_email_option: 'CONFIRM_WITH_CODE' } },
    // Nothing, in all of its forms.
    { some_new_argument: null, some_new_block: [], some_new_text: '' },
    { lambda_config: { user_migration: null, custom_email_sender: [] } },
  ]) {
    it(`takes ${JSON.stringify(args)}`, () => {
      expect(read(args).name).to.equal('p');
    });
  }

  const refusals: readonly (readonly [args: Record<string, unknown>, message: string])[] = [
    [
      { some_new_argument: 'x' },
      'aws_cognito_user_pool.pool.some_new_argument is not modelled by the local Cognito: leave it out of the inputs of npm start',
    ],
    [
      {
        lambda_config: { custom_email_sender: { lambda_arn: 'x', lambda_version: 'V1_0' }, kms_key_id: 'k' },
      },
      'lambda_config.custom_email_sender: the local Cognito does not encrypt codes',
    ],
    [
      { lambda_config: { custom_sms_sender: { lambda_arn: 'x', lambda_version: 'V1_0' } } },
      'lambda_config.custom_sms_sender: the local Cognito does not encrypt codes',
    ],
    [
      { lambda_config: { user_migration: 'x' } },
      'lambda_config.user_migration: the local Cognito does not fetch users from elsewhere: leave it out of the inputs of npm start',
    ],
    [
      { verification_message_template: { default_email_option: 'CONFIRM_WITH_LINK' } },
      'leads to a page of managed login, which is not here',
    ],
    [
      { auto_verified_attributes: ['email', 'phone_number'] },
      'auto_verified_attributes has phone_number, for which the pool has to send text messages',
    ],
    [
      { user_attribute_update_settings: { attributes_require_verification_before_update: ['email'] } },
      'user_attribute_update_settings: email has to be among auto_verified_attributes',
    ],
    [
      { username_attributes: ['email'], alias_attributes: ['phone_number'] },
      'aws_cognito_user_pool.pool: a pool has username_attributes or alias_attributes, not both',
    ],
    [
      { password_policy: { minimum_length: 5 } },
      'aws_cognito_user_pool.pool.password_policy.minimum_length takes 6 to 99; got 5',
    ],
    [
      { password_policy: { minimum_length: 8, temporary_password_validity_days: 366 } },
      'temporary_password_validity_days takes 0 to 365; got 366',
    ],
    [{ password_policy: { password_history_size: 25 } }, 'password_history_size takes 0 to 24; got 25'],
    [
      { schema: { name: 'a_name_that_is_too_long', attribute_data_type: 'String' } },
      "a_name_that_is_too_long: a custom attribute's name has at most 20 characters",
    ],
    [{ mfa_configuration: 'ON' }, 'mfa_configuration = "ON" needs a factor'],
    [{ mfa_configuration: 'SOMETIMES' }, 'mfa_configuration: "SOMETIMES" is not one of OFF, OPTIONAL, ON'],
    [
      { schema: { name: 'a', attribute_data_type: 'Text' } },
      'schema: attribute_data_type of a takes String, Number, DateTime, Boolean',
    ],
    [
      { schema: { name: 'a', attribute_data_type: 'String', required: true } },
      'schema: a is a custom attribute, which Cognito cannot require',
    ],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${JSON.stringify(args)}`, () => {
      expect(() => read(args)).to.throw(ConfigurationError, message);
    });
  }
});
