import {
  attached,
  BUS,
  client,
  delivery,
  email,
  external,
  FUNCTION,
  flow,
  guard,
  humanCheck,
  IDENTITY,
  type Inputs,
  image,
  KEY,
  links,
  longLinks,
  mail,
  NUMBER,
  numbers,
  ownPackage,
  PARAMETER,
  password,
  pool,
  quick,
  SECRET,
  SIGNING,
  schema,
  sms,
  step,
  steps,
  trigger,
  USER_POOL,
  vpc,
  when,
  zip,
} from './values.ts';

const ofAdmins = when({ attribute: 'custom:role', values: ['admin'] });

/**
 * What each validation refuses: by input, for its validations in order, inputs that break that rule and no other.
 * All else is as it comes; `name` is there.
 */
export const refusals: Readonly<Record<string, readonly (readonly Inputs[])[]>> = {
  name: [
    [{ name: 'Acme' }, { name: 'a' }, { name: '1acme' }, { name: 'acme_sign_in' }, { name: 'a'.repeat(33) }],
  ],
  flow: [
    [flow({}), flow({ challenge: 'captcha', any_of: ['captcha'] })],
    [
      { flow: [{ challenge: 'captcha' }] },
      { flow: [{ challenge: 'captcha' }, { challenge: 'proof_of_work' }] },
      // Whoever may choose a mere check proves nothing.
      { flow: [{ any_of: ['email_otp', 'captcha'] }], ...email() },
      { flow: [{ challenge: 'email_otp', when: { clients: ['app'] } }], ...email() },
      { flow: external({ proof: false }).flow.slice(1) },
    ],
    [
      { flow: [{ challenge: 'captcha' }, { challenge: 'password' }] },
      { flow: [{ any_of: ['password', 'email_otp'] }], ...email() },
      {
        flow: [
          { challenge: 'password', when: { clients: ['app'] } },
          { challenge: 'email_otp', name: 'code' },
        ],
        ...email(),
      },
    ],
    [
      { flow: [...steps(1), { challenge: 'captcha' }, { challenge: 'captcha' }] },
      step({ name: 'password' }),
      { ...flow({ challenge: 'email_otp' }, { any_of: ['email_otp', 'captcha'] }), ...email() },
    ],
    [
      step({ code_length: 9 }),
      { ...flow({ challenge: 'email_otp', code_length: 5 }), ...email() },
      { ...flow({ any_of: ['captcha', 'email_otp'], code_length: 5 }), ...email() },
      { ...flow({ any_of: ['captcha', 'email_otp'], code_length: 9 }), ...email() },
    ],
    [external({ function_arn: null }), external({ proof: null })],
    [when({ attribute: 'custom:role' })],
    [
      step({ function_arn: FUNCTION }),
      step({ verify_function_arn: FUNCTION }),
      step({ proof: false }),
      step({ proof: true }),
      { ...flow({ challenge: 'email_otp', proof: false }), ...email() },
    ],
    [when({}), when({ values: ['admin'], clients: ['app'] })],
    [
      when({ attribute: 'cognito:groups', values: ['admins'] }),
      when({ attribute: 'custom:', values: ['x'] }),
      when({ attribute: 'role', values: ['admin'] }),
      when({ attribute: 'Email', values: ['a@example.com'] }),
      when({ attribute: 'phone', values: ['+49'] }),
    ],
    [
      { flow: steps(8, { attempts: 4 }) },
      { flow: [...external().flow, { ...external().flow[1], name: 'again' }] },
    ],
    [{ flow: steps(9) }],
    [step({ challenge: 'telepathy' }), step({ challenge: 'CAPTCHA' })],
    [flow({ any_of: [] })],
    [flow({ any_of: ['captcha', 'telepathy'] })],
    [step({ name: 'Captcha' }), step({ name: '1st' }), step({ name: 'a-b' }), step({ name: 'a'.repeat(33) })],
    [step({ attempts: 0 }), step({ attempts: 11 }), step({ attempts: 1.5 })],
    [
      step({ lifetime_seconds: 29 }),
      step({ lifetime_seconds: 60.5 }),
      // No session is that long either: so without clients.
      { ...step({ lifetime_seconds: 901 }), clients: {} },
    ],
    [
      step({ code_length: 3 }),
      step({ code_length: 6.5 }),
      { ...flow({ challenge: 'email_otp', code_length: 11 }), ...email() },
    ],
    [
      external({ function_arn: 'riddle' }),
      external({ function_arn: 'arn:aws:lambda:eu-central-1:111122223333:function:' }),
      external({ function_arn: 'arn:aws:lambda:eu-central-1:111122223333:layer:riddle:1' }),
    ],
    [external({ verify_function_arn: 'judge' }), external({ verify_function_arn: '' })],
    [when({ attribute: '', values: ['admin'] })],
    [when({ attribute: 'custom:role', values: [''] })],
    [when({ clients: [] })],
    [when({ clients: [''] })],
  ],
  email_otp: [[{ email_otp: { alphabet: 'hex' } }]],
  sms_otp: [[{ sms_otp: { alphabet: '' } }]],
  captcha: [[{ captcha: { length: 3 } }, { captcha: { length: 9 } }, { captcha: { length: 4.5 } }]],
  magic_link: [
    [{ ...flow({ challenge: 'magic_link' }), ...email() }],
    [links()],
    [
      links('https://app.example.com:65536/'),
      links('https://app.example.com:0/'),
      links('https://1.2.3.999/'),
      links('http://app.example.com/sign-in'),
      links('https://app.example.com/sign-in?step=1'),
      links('https://app.example.com/sign-in#top'),
      links('https://app.example.com/sign in'),
      links('https://user@app.example.com/'),
      links('https://app.example.com/', 'app.example.com'),
      links('http://localhost.example.com/'),
      links(`https://app.example.com/${'a'.repeat(489)}`),
    ],
  ],
  human_check: [
    [flow({ challenge: 'human_check' })],
    [humanCheck({ provider: 'recaptcha' })],
    [humanCheck({ site_key: '' })],
    [
      humanCheck({ secret_arn: '0x4AAAAAAAAsecret' }),
      // The API would take it, but IAM compares whole ARNs.
      humanCheck({ secret_arn: SECRET.slice(0, -7) }),
      humanCheck({ secret_arn: 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e' }),
      humanCheck({ secret_arn: 'arn:aws:ssm:eu-central-1:111122223333:parameter/' }),
    ],
    [humanCheck({ hostnames: [] })],
    [
      humanCheck({ hostnames: ['https://app.example.com'] }),
      humanCheck({ hostnames: ['app.example.com:443'] }),
      humanCheck({ hostnames: ['app.example.com', ''] }),
    ],
    [humanCheck({ action: '' }), humanCheck({ action: 'sign in' })],
    [humanCheck({ minimum_score: -0.1 }), humanCheck({ minimum_score: 1.1 })],
    [
      humanCheck({ max_age_seconds: 29 }),
      humanCheck({ max_age_seconds: 901 }),
      humanCheck({ max_age_seconds: 60.5 }),
    ],
    [humanCheck({ on_failure: 'fail' })],
  ],
  proof_of_work: [
    [
      { proof_of_work: { difficulty: 7 } },
      { proof_of_work: { difficulty: 29 } },
      { proof_of_work: { difficulty: 18.5 } },
    ],
  ],
  email: [
    [
      flow({ challenge: 'email_otp' }),
      { ...flow({ challenge: 'magic_link' }), ...links('https://a.example/') },
    ],
    [
      email({ from: 'example.com' }),
      email({ from: 'Acme <sign-in@example.com>' }),
      email({ from: 'a@example.com,b@example.com' }),
      email({ from: 'sign in@example.com' }),
      email({ from: 'sign\u00a0in@example.com' }),
      email({ from: 'a"b@example.com' }),
    ],
    [email({ reply_to: ['help'] }), email({ reply_to: ['help@example.com', 'Help <help@example.com>'] })],
    [email({ configuration_set: '' })],
    [
      email({ identity_arn: 'example.com' }),
      email({ identity_arn: 'arn:aws:ses:eu-central-1:111122223333:configuration-set/acme' }),
    ],
  ],
  sms: [
    [flow({ challenge: 'sms_otp' })],
    [
      sms({ country_prefixes: ['+1'], excluded_prefixes: ['+1'] }),
      sms({ country_prefixes: ['+1'], excluded_prefixes: ['+4490'] }),
    ],
    [sms({ origination_identity: '+14255550100' }), sms({ provider: 'sns', origination_identity: NUMBER })],
    [sms({ provider: 'sns', configuration_set: 'acme' })],
    [sms({ sender_id: 'ACME' })],
    [
      sms({ destination_parameters: { 'AWS.MM.SMS.EntityId': '1201' } }),
      sms({ provider: 'sns', destination_parameters: { IN_ENTITY_ID: '1201' } }),
    ],
    [sms({ provider: 'twilio' })],
    [sms({ country_prefixes: [] })],
    [
      sms({ country_prefixes: ['49'] }),
      sms({ country_prefixes: ['+'] }),
      sms({ country_prefixes: ['+49', '+012'] }),
      sms({ country_prefixes: ['+12345678'] }),
    ],
    [
      sms({ country_prefixes: ['+1'], excluded_prefixes: ['1876'] }),
      sms({ country_prefixes: ['+1'], excluded_prefixes: ['+1876', '!+1900'] }),
    ],
    [
      sms({ origination_identity: 'phone-0123456789abcdef' }),
      sms({ provider: 'sns', origination_identity: '0142' }),
    ],
    [sms({ configuration_set: '' })],
    [
      sms({ provider: 'sns', sender_id: '' }),
      sms({ provider: 'sns', sender_id: '12345' }),
      sms({ provider: 'sns', sender_id: 'ACME Ltd' }),
      sms({ provider: 'sns', sender_id: 'ACMEACMEACME' }),
    ],
    [
      sms({ web_otp_domain: 'example' }),
      sms({ web_otp_domain: 'https://app.example.com' }),
      sms({ web_otp_domain: 'App.example.com' }),
    ],
    [sms({ destination_parameters: { IN_ENTITY: '1201' } })],
    [
      sms({ destination_parameters: { IN_ENTITY_ID: '' } }),
      sms({ destination_parameters: { IN_ENTITY_ID: '12 01' } }),
      sms({ destination_parameters: { IN_ENTITY_ID: '1'.repeat(51) } }),
    ],
  ],
  delivery: [
    [
      delivery({ failure_destination_arn: 'arn:aws:sqs:eu-central-1:111122223333:failures.fifo' }),
      delivery({ failure_destination_arn: 'arn:aws:sns:eu-central-1:111122223333:failures.fifo' }),
    ],
    [delivery({ texts: { 'pt-BR': PARAMETER, pt_br: PARAMETER } })],
    [
      delivery({ app_name: '' }),
      delivery({ app_name: 'a'.repeat(61) }),
      delivery({ app_name: 'Acme\r\nBcc: all@example.com' }),
      // Line ends of Unicode's, which RE2's [[:cntrl:]] does not know.
      delivery({ app_name: 'Acme\u2028Inc' }),
      delivery({ app_name: 'Acme\u0085Inc' }),
    ],
    [
      delivery({ default_locale: 'english' }),
      delivery({ default_locale: '' }),
      delivery({ default_locale: 'en-Latn-Cyrl' }),
    ],
    [delivery({ sender_function_arn: 'sender' }), delivery({ sender_function_arn: SECRET })],
    [delivery({ texts: { german: PARAMETER } })],
    [delivery({ texts: { de: SECRET } }), delivery({ texts: { de: '/acme/texts/de' } })],
    [delivery({ resend_seconds: 24 }), delivery({ resend_seconds: 601 }), delivery({ resend_seconds: 30.5 })],
    [
      delivery({ messages_per_hour: 0 }),
      delivery({ messages_per_hour: 101 }),
      delivery({ messages_per_hour: 5.5 }),
    ],
    [
      delivery({ failure_destination_arn: 'failures' }),
      delivery({ failure_destination_arn: 'arn:aws:s3:::acme-failures' }),
    ],
  ],
  user_pool_arn: [
    [{ user_pool_enabled: false }, { user_pool_arn: USER_POOL }],
    [attached('eu-central-1_AbCdEfGhI'), attached(`${USER_POOL}/x`), attached('')],
  ],
  user_pool: [
    [pool({ alias_attributes: ['email'] })],
    [
      pool({ account_recovery: ['admin_only', 'verified_email'] }),
      pool({ account_recovery: ['verified_email', 'verified_email'] }),
    ],
    [pool({ account_recovery: ['verified_phone_number'] })],
    [
      pool({ threat_protection: 'AUDIT' }),
      { ...pool({ threat_protection: 'ENFORCED', tier: 'LITE' }), ...email({ identity_arn: IDENTITY }) },
    ],
    [
      pool({ tier: 'PLUS', threat_protection: 'ENFORCED' }),
      { ...pool({ tier: 'PLUS', threat_protection: 'ENFORCED' }), ...email() },
    ],
    [pool({ risk: { medium: 'MFA_IF_CONFIGURED' } }), pool({ mfa: 'ON', risk: { high: 'MFA_REQUIRED' } })],
    [pool({ tier: 'LITE', password_policy: { history_size: 1 } })],
    [schema({ role: { required: true } }), schema({ sub: { required: true } })],
    [schema({ role: { min_length: 3, max_length: 2 } })],
    [
      schema({ level: { type: 'Number' } }),
      schema({ level: { min_value: 1 } }),
      schema({ level: { type: 'Number', min_value: 2, max_value: 1 } }),
    ],
    [
      mail({ email_sending_account: 'DEVELOPER' }),
      { ...mail({ email_sending_account: 'DEVELOPER' }), ...email() },
    ],
    [mail({ source_arn: IDENTITY })],
    [
      { ...pool({ mfa: 'ON' }), flow: [{ challenge: 'email_otp' }], ...email() },
      {
        ...pool({ mfa: 'OPTIONAL' }),
        flow: [{ challenge: 'captcha' }, { challenge: 'email_otp' }],
        ...email(),
      },
    ],
    [
      { ...when({ attribute: 'custom:role', values: ['admin'] }), ...schema({}) },
      when({ attribute: 'custom:rôle', values: ['admin'] }),
      when({ attribute: 'dev:custom:role', values: ['admin'] }),
      { ...when({ attribute: 'custom:email', values: ['a@example.com'] }), ...schema({ email: {} }) },
    ],
    [pool({ username_attributes: ['nickname'] }), pool({ username_attributes: ['email', 'Email'] })],
    [pool({ username_attributes: [], alias_attributes: ['name'] })],
    [pool({ account_recovery: [] })],
    [pool({ account_recovery: ['email'] })],
    [pool({ tier: 'FREE' })],
    [pool({ tier: 'PLUS', threat_protection: 'ON' })],
    [pool({ risk: { low: 'ALLOW' } })],
    [pool({ risk: { medium: 'ALLOW' } })],
    [pool({ risk: { high: '' } })],
    [pool({ risk: { compromised_credentials: 'MFA_REQUIRED' } })],
    [pool({ mfa: 'REQUIRED' })],
    [password({ minimum_length: 7 }), password({ minimum_length: 100 }), password({ minimum_length: 12.5 })],
    [password({ temporary_days: 0 }), password({ temporary_days: 366 }), password({ temporary_days: 1.5 })],
    [password({ history_size: -1 }), password({ history_size: 25 }), password({ history_size: 0.5 })],
    [schema({ 'custom:role': {} }), schema({ rôle: {} }), schema({ ['a'.repeat(21)]: {} })],
    [schema({ role: { type: 'Text' } })],
    [schema({ role: { min_length: -1 } }), schema({ role: { min_length: 0.5 } })],
    [schema({ role: { max_length: 2049 } }), schema({ role: { max_length: 2.5 } })],
    [mail({ email_sending_account: 'SES' })],
    [mail({ source_arn: 'example.com', from_email_address: 'a@example.com' })],
    [pool({ sms_configuration: { external_id: 'acme', sns_caller_arn: 'sender' } })],
  ],
  clients: [
    [
      { ...client({}), ...step({ lifetime_seconds: 301 }) },
      { ...client({ session_validity_minutes: 3 }), ...step({ lifetime_seconds: 181 }) },
    ],
    [when({ clients: ['web'] }), { ...when({ clients: ['app', 'web'] }), clients: { app: {} } }],
    [client({ propagate_user_context: true })],
    [
      // Without a list a client may write everything.
      { ...ofAdmins, clients: { app: {} } },
      { ...ofAdmins, ...client({ write_attributes: [] }) },
      { ...ofAdmins, ...client({ write_attributes: ['custom:role'] }) },
      {
        ...ofAdmins,
        clients: { app: { write_attributes: ['name'] }, web: { write_attributes: ['custom:role'] } },
      },
      { ...ofAdmins, ...client({ write_attributes: ['custom:role'] }), ...attached(USER_POOL) },
      // Whoever signs up says what an attribute is that nobody can change.
      {
        ...ofAdmins,
        clients: { app: {} },
        ...pool({ self_sign_up_enabled: true, schema: { role: { mutable: false } } }),
      },
      { ...ofAdmins, clients: { app: {} }, ...schema({ role: {}, name: { mutable: false } }) },
      // It is of another pool that the schema speaks.
      { ...ofAdmins, clients: { app: {} }, ...schema({ role: { mutable: false } }), ...attached(USER_POOL) },
      when({ attribute: 'name', values: ['A'] }),
      {
        ...when({ attribute: 'zoneinfo', values: ['UTC'] }),
        ...client({ write_attributes: ['oidc:profile'] }),
      },
      {
        ...when({ attribute: 'zoneinfo', values: ['UTC'] }),
        ...schema({ zoneinfo: { required: true } }),
      },
      {
        ...when({ attribute: 'email_verified', values: ['true'] }),
        ...client({ write_attributes: ['email'] }),
      },
      {
        ...when({ attribute: 'phone_number_verified', values: ['true'] }),
        ...client({ write_attributes: ['phone_number'] }),
      },
      {
        ...when({ attribute: 'email_verified', values: ['true'] }),
        ...schema({ email: { required: true } }),
      },
      when({ attribute: 'cognito:user_status', values: ['FORCE_CHANGE_PASSWORD'] }),
      when({ attribute: 'cognito:user_status', values: ['CONFIRMED', 'RESET_REQUIRED'] }),
    ],
    [{ clients: { 'a/b': {} } }, { clients: { '': {} } }, { clients: { ['a'.repeat(129)]: {} } }],
    [
      { ...client({ session_validity_minutes: 2 }), flow: quick },
      client({ session_validity_minutes: 16 }),
      client({ session_validity_minutes: 3.5 }),
    ],
    ...['access', 'id'].map(token =>
      [4, 1441, 60.5].map(minutes => client({ [`${token}_token_validity_minutes`]: minutes })),
    ),
    [
      client({ refresh_token_validity_days: 0 }),
      client({ refresh_token_validity_days: 3651 }),
      client({ refresh_token_validity_days: 0.5 }),
      client({ refresh_token_validity_days: 1.5 }),
    ],
    [
      client({ refresh_token_rotation_grace_seconds: 61 }),
      client({ refresh_token_rotation_grace_seconds: -2 }),
      client({ refresh_token_rotation_grace_seconds: 0.5 }),
    ],
    [
      client({ bypass_auth_flows: ['ALLOW_CUSTOM_AUTH'] }),
      client({ bypass_auth_flows: ['USER_PASSWORD_AUTH'] }),
      client({ bypass_auth_flows: ['ADMIN_NO_SRP_AUTH'] }),
    ],
  ],
  triggers: [
    [trigger('pre_sign_up', { version: 'V2_0' })],
    [trigger('custom_email_sender'), trigger('pre_sign_up', { kms_key_arn: KEY })],
    [
      {
        triggers: {
          custom_email_sender: { arn: FUNCTION, kms_key_arn: KEY },
          custom_sms_sender: { arn: FUNCTION, kms_key_arn: `${KEY}0` },
        },
      },
    ],
    [{ ...trigger('pre_sign_up'), ...attached(USER_POOL) }],
    [trigger('pre_signup'), trigger('define_auth_challenge')],
    [trigger('pre_sign_up', { arn: 'riddle' }), trigger('pre_token_generation', { arn: SECRET })],
    [trigger('pre_token_generation', { version: 'V4_0' })],
    [trigger('custom_sms_sender', { kms_key_arn: 'alias/codes' })],
  ],
  token_guard: [
    [{ ...guard({ enabled: true }), ...trigger('pre_token_generation') }],
    [guard({ sources: [] })],
    [guard({ sources: ['TokenGeneration_Refresh'] })],
  ],
  function_packages: [
    [ownPackage({ ...zip, ...image })],
    [ownPackage({ ...zip, handler: null }), ownPackage({ ...zip, runtime: null })],
    [ownPackage({ ...image, handler: 'main.handler' }), ownPackage({ ...image, runtime: 'python3.13' })],
    [ownPackage({ handler: 'main.handler' }), ownPackage({ runtime: 'python3.13' })],
    [
      ownPackage({ environment: { CHALLENGE_SETTINGS: '{}' } }),
      ownPackage({ environment: { MODULE_NAME: 'acme' } }),
    ],
    [ownPackage({ environment: { AWS_REGION: 'eu-central-1' } })],
    [
      { ...flow({ challenge: 'magic_link' }), ...email(), ...links(...longLinks(8)) },
      when({ attribute: 'custom:role', values: numbers(250) }),
      ownPackage({ environment: { NOTE: 'x'.repeat(3800) } }),
      // Two bytes each, and three: Terraform counts characters.
      ownPackage({ environment: { NOTE: 'ä'.repeat(1900) } }),
      ownPackage({ environment: { NOTE: '€'.repeat(1270) } }),
    ],
    [{ function_packages: { pre_sign_up: {} } }, { function_packages: { 'define-auth-challenge': {} } }],
    [ownPackage({ architecture: 'arm' })],
    [
      ownPackage({ memory_size: 127 }),
      ownPackage({ memory_size: 10241 }),
      ownPackage({ memory_size: 512.5 }),
    ],
    [
      ownPackage({ environment: { 'LOG-LEVEL': 'debug' } }),
      ownPackage({ environment: { X: '1' } }),
      ownPackage({ environment: { _X: '1' } }),
    ],
  ],
  runtime: [
    [
      { runtime: 'python3.13' },
      { runtime: 'nodejs18.x' },
      { runtime: 'nodejs20.x' },
      { runtime: 'nodejs22' },
      { runtime: 'nodejs22_x' },
    ],
  ],
  architecture: [[{ architecture: 'arm' }]],
  memory_size: [[{ memory_size: 127 }, { memory_size: 10241 }, { memory_size: 512.5 }]],
  reserved_concurrency: [[{ reserved_concurrency: 0 }, { reserved_concurrency: 1.5 }]],
  provisioned_concurrency: [
    [{ provisioned_concurrency_enabled: true }],
    [{ provisioned_concurrency: 3, reserved_concurrency: 2 }],
    [{ provisioned_concurrency: 0 }, { provisioned_concurrency: 1.5 }],
  ],
  vpc: [[vpc([], ['sg-1'])], [vpc(['subnet-1'], [])]],
  code_signing_config_arn: [
    [{ code_signing_config_arn: SIGNING, ...ownPackage(image) }],
    [
      { code_signing_config_arn: '' },
      { code_signing_config_arn: 'csc-0123456789abcdef0' },
      { code_signing_config_arn: FUNCTION },
    ],
  ],
  log_level: [[{ log_level: 'info' }]],
  log_retention_days: [[{ log_retention_days: 2 }, { log_retention_days: -1 }]],
  kms_key_arn: [
    [
      { kms_key_arn: 'arn:aws:kms:eu-central-1:111122223333:alias/logs' },
      { kms_key_arn: '0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11' },
    ],
  ],
  events: [
    [
      { events: { bus_arn: 'identity' } },
      { events: { bus_arn: FUNCTION } },
      { events: { bus_arn: `${BUS.slice(0, -8)}aws.partner/example.com/1` } },
      { events: { bus_arn: '' } },
    ],
  ],
};
