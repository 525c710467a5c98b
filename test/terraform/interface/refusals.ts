import {
  attached,
  client,
  type Inputs,
  image,
  ownPackage,
  password,
  pool,
  quick,
  step,
  steps,
  USER_POOL,
  vpc,
  zip,
} from './values.ts';

/**
 * What each validation refuses: by input, for its validations in order, inputs that break that rule and no other.
 * All else is as it comes; `name` is there.
 */
export const refusals: Readonly<Record<string, readonly (readonly Inputs[])[]>> = {
  name: [
    [{ name: 'Acme' }, { name: 'a' }, { name: '1acme' }, { name: 'acme_sign_in' }, { name: 'a'.repeat(33) }],
  ],
  flow: [
    [{ flow: steps(9) }],
    [step({ challenge: 'telepathy' }), step({ challenge: 'CAPTCHA', name: 'captcha' })],
    [{ flow: [{ challenge: 'captcha' }] }],
    [{ flow: [{ challenge: 'captcha' }, { challenge: 'password' }] }],
    [{ flow: [...steps(1), { challenge: 'captcha' }, { challenge: 'captcha' }] }, step({ name: 'password' })],
    [step({ name: 'Captcha' }), step({ name: '1st' }), step({ name: 'a-b' }), step({ name: 'a'.repeat(33) })],
    [step({ attempts: 0 }), step({ attempts: 11 }), step({ attempts: 1.5 })],
    [
      step({ lifetime_seconds: 29 }),
      step({ lifetime_seconds: 60.5 }),
      // No session is that long either: so without clients.
      { ...step({ lifetime_seconds: 901 }), clients: {} },
    ],
  ],
  user_pool_arn: [
    [{ user_pool_enabled: false }, { user_pool_arn: USER_POOL }],
    [attached('eu-central-1_AbCdEfGhI'), attached(`${USER_POOL}/x`), attached('')],
  ],
  user_pool: [
    [pool({ username_attributes: ['nickname'] }), pool({ username_attributes: ['email', 'Email'] })],
    [pool({ tier: 'FREE' })],
    [pool({ tier: 'PLUS', threat_protection: 'ON' })],
    [pool({ threat_protection: 'AUDIT' }), pool({ threat_protection: 'ENFORCED', tier: 'LITE' })],
    [pool({ mfa: 'REQUIRED' })],
    [password({ minimum_length: 7 }), password({ minimum_length: 100 })],
    [password({ temporary_days: 0 }), password({ temporary_days: 366 })],
  ],
  clients: [
    [{ clients: { 'a/b': {} } }, { clients: { '': {} } }, { clients: { ['a'.repeat(129)]: {} } }],
    [{ ...client({ session_validity_minutes: 2 }), flow: quick }, client({ session_validity_minutes: 16 })],
    [
      { ...client({}), ...step({ lifetime_seconds: 301 }) },
      { ...client({ session_validity_minutes: 3 }), ...step({ lifetime_seconds: 181 }) },
    ],
    [
      client({ access_token_validity_minutes: 4 }),
      client({ access_token_validity_minutes: 1441 }),
      client({ id_token_validity_minutes: 4 }),
      client({ id_token_validity_minutes: 1441 }),
    ],
    [client({ refresh_token_validity_days: 0 }), client({ refresh_token_validity_days: 3651 })],
    [
      client({ bypass_auth_flows: ['ALLOW_CUSTOM_AUTH'] }),
      client({ bypass_auth_flows: ['USER_PASSWORD_AUTH'] }),
      client({ bypass_auth_flows: ['ADMIN_NO_SRP_AUTH'] }),
    ],
  ],
  function_packages: [
    [{ function_packages: { pre_sign_up: {} } }, { function_packages: { 'define-auth-challenge': {} } }],
    [ownPackage({ ...zip, ...image })],
    [ownPackage({ ...zip, handler: null }), ownPackage({ ...zip, runtime: null })],
    [ownPackage({ ...image, handler: 'main.handler' }), ownPackage({ ...image, runtime: 'python3.13' })],
    [ownPackage({ handler: 'main.handler' }), ownPackage({ runtime: 'python3.13' })],
    [ownPackage({ architecture: 'arm' })],
    [ownPackage({ environment: { CHALLENGE_SETTINGS: '{}' } })],
  ],
  runtime: [
    [
      { runtime: 'python3.13' },
      { runtime: 'nodejs18.x' },
      { runtime: 'nodejs22' },
      { runtime: 'nodejs22_x' },
    ],
  ],
  architecture: [[{ architecture: 'arm' }]],
  memory_size: [[{ memory_size: 127 }, { memory_size: 10241 }, { memory_size: 512.5 }]],
  reserved_concurrency: [[{ reserved_concurrency: 0 }, { reserved_concurrency: 1.5 }]],
  provisioned_concurrency: [
    [{ provisioned_concurrency_enabled: true }],
    [{ provisioned_concurrency: 0 }, { provisioned_concurrency: 1.5 }],
    [{ provisioned_concurrency: 3, reserved_concurrency: 2 }],
  ],
  vpc: [[vpc([], ['sg-1']), vpc(['subnet-1'], [])]],
  log_level: [[{ log_level: 'info' }]],
  log_retention_days: [[{ log_retention_days: 2 }, { log_retention_days: -1 }]],
  kms_key_arn: [
    [
      { kms_key_arn: 'arn:aws:kms:eu-central-1:111122223333:alias/logs' },
      { kms_key_arn: '0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11' },
    ],
  ],
};
