import { flag, text } from '../../functions/settings/declare.ts';
import { flowAndPool } from './flow-and-pool.ts';
import { declared } from './from-declaration.ts';
import { userPoolRules } from './user-pool-rules.ts';
import { userPool } from './user-pool-setting.ts';

const USER_POOL = 'arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_AbCdEfGhI';

/** Who signs in: a pool of the module's own, or an existing one. */
export const userPoolInputs = {
  user_pool_enabled: declared('user_pool_enabled', flag(), {
    text: 'Whether the module creates the user pool. False attaches to the pool of `user_pool_arn`.',
    default: true,
    example: false,
    with: { user_pool_arn: USER_POOL },
  }),
  user_pool_arn: declared(
    'user_pool_arn',
    text(
      'the ARN of a user pool: arn:aws:cognito-idp:<region>:<account>:userpool/<id>',
      /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool\/[A-Za-z0-9_-]+$/u,
    ),
    {
      text: 'ARN of an existing user pool, with `user_pool_enabled = false`. Its owner sets `lambda_config` from the output of that name.',
      default: null,
      example: USER_POOL,
      with: { user_pool_enabled: false },
      rules: [
        {
          condition: 'var.user_pool_enabled == (var.user_pool_arn == null)',
          message:
            'user_pool_arn goes with user_pool_enabled = false, and only with it: set both to attach to an existing pool, or neither.',
        },
      ],
    },
  ),
  user_pool_check_enabled: declared('user_pool_check_enabled', flag(), {
    text: "Whether a plan looks at the existing pool of `user_pool_arn` and warns of what is wrong with it: triggers that are not the module's, MFA or devices that no step of the flow can meet, tokens that nothing checks, attributes that it lacks or requires. Needs `cognito-idp:DescribeUserPool`.",
    default: true,
    example: false,
    with: { user_pool_enabled: false, user_pool_arn: USER_POOL },
  }),
  user_pool: declared('user_pool', userPool, {
    text: 'Settings of the user pool that the module creates.',
    attributes: {
      username_attributes:
        'What users sign in with instead of a user name; with `[]`, plain user names. Cannot be changed later.',
      alias_attributes:
        'What users sign in with besides a user name, with `username_attributes = []`. Cannot be changed later.',
      deletion_protection_enabled: 'While true, the pool can be neither deleted nor replaced.',
      self_sign_up_enabled:
        'Whether users may sign up by themselves. Sign-up tells anybody who asks whether an address is taken.',
      account_recovery:
        'What a forgotten password is reset by, in order; or `admin_only`. `verified_phone_number` needs `sms_configuration`.',
      tier: "Feature plan. Default: Cognito's own, ESSENTIALS.",
      threat_protection:
        "Cognito's threat protection, for sign-ins through challenges too. Needs the tier PLUS.",
      risk: {
        text: 'What `threat_protection = "ENFORCED"` does. Nobody is notified.',
        attributes: {
          low: 'At a low risk.',
          medium: 'At a medium risk.',
          high: 'At a high risk.',
          compromised_credentials: 'When a password is known to others.',
        },
      },
      mfa: 'MFA by authenticator apps, and by text message with `sms_configuration`. Cognito asks for it after the password, before the next step of the flow.',
      device_tracking: {
        text: 'Remembers devices. Default: it does not.',
        attributes: {
          challenge_required_on_new_device: 'Whether a remembered device stands in for MFA.',
          device_only_remembered_on_user_prompt: 'Whether users are asked before a device is remembered.',
        },
      },
      password_policy: {
        text: 'What passwords must be like.',
        attributes: {
          minimum_length: { unit: 'characters', text: 'Least length.' },
          lowercase_required: 'Whether a small letter is required.',
          uppercase_required: 'Whether a capital letter is required.',
          numbers_required: 'Whether a digit is required.',
          symbols_required: 'Whether a symbol is required.',
          temporary_days: 'How long a password is valid that an administrator has set.',
          history_size: {
            unit: 'passwords',
            text: 'How many earlier passwords may not be used again. Needs a tier from ESSENTIALS.',
          },
        },
      },
      schema: {
        text: 'User attributes by name; custom ones without `custom:`. More can be added later; none can be changed or removed.',
        attributes: {
          type: 'Type of its values.',
          mutable: 'Whether it can change once it is set.',
          required: 'Whether every user must have it. For standard attributes only.',
          min_length: { unit: 'characters', text: 'Least length of a text.' },
          max_length: { unit: 'characters', text: 'Greatest length of a text.' },
          min_value: 'Least value of a number. A Number needs this or `max_value`.',
          max_value: 'Greatest value of a number.',
        },
      },
      email_configuration: {
        text: 'What Cognito itself sends with: codes for sign-up and forgotten passwords. What is left out comes from the input `email`.',
        attributes: {
          email_sending_account:
            "`DEVELOPER` is your SES; `COGNITO_DEFAULT` is Cognito's, 50 messages a day. Default: `DEVELOPER` if an identity is known.",
          source_arn: 'ARN of the SES identity to send as. Default: `email.identity_arn`.',
          from_email_address: 'The sender. Default: `email.from`.',
          reply_to_email_address: 'Where replies go. Default: the first of `email.reply_to`.',
          configuration_set: 'Name of an SES configuration set. Default: `email.configuration_set`.',
        },
      },
      sms_configuration: {
        text: 'How Cognito itself sends text messages. It then verifies phone numbers as well. Once set, it cannot be taken away.',
        attributes: {
          external_id: 'What the trust policy of the role asks for as `sts:ExternalId`.',
          sns_caller_arn: 'The role that Cognito sends with.',
          sns_region: 'Region of the SNS that it sends with.',
        },
      },
    },
    default: {},
    example: {
      self_sign_up_enabled: true,
      mfa: 'OPTIONAL',
      password_policy: { minimum_length: 14 },
      schema: { plan: { max_length: 20 }, level: { type: 'Number', min_value: 1, max_value: 9 } },
    },
    rules: [...userPoolRules, ...flowAndPool],
  }),
};
