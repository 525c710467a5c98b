import {
  attached,
  client,
  type Inputs,
  image,
  ownPackage,
  password,
  pool,
  step,
  steps,
  USER_POOL,
  vpc,
  zip,
} from './values.ts';

const longest = { clients: { app: { session_validity_minutes: 15 } }, ...step({ lifetime_seconds: 900 }) };
const everyBypass = [
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_USER_AUTH',
];

/** What is allowed, by input: the default, and the ends of every range. All else is as it comes; `name` is there. */
export const acceptances: Readonly<Record<string, readonly Inputs[]>> = {
  name: [{ name: 'ab' }, { name: 'a'.repeat(32) }, { name: 'acme-2' }],
  flow: [
    {},
    { flow: steps(1) },
    { flow: steps(8) },
    {
      flow: [
        { challenge: 'password', name: 'knows' },
        { challenge: 'captcha', name: 'a_1'.padEnd(32, 'a') },
      ],
    },
    step({ attempts: 1 }),
    step({ attempts: 10 }),
    step({ lifetime_seconds: 30 }),
    longest,
  ],
  user_pool_arn: [
    attached(USER_POOL),
    attached('arn:aws-cn:cognito-idp:cn-north-1:111122223333:userpool/cn-north-1_AbCdEfGhI'),
    attached('arn:aws-us-gov:cognito-idp:us-gov-west-1:111122223333:userpool/us-gov-west-1_AbCdEfGhI'),
  ],
  user_pool: [
    pool({ username_attributes: [] }),
    pool({ username_attributes: ['email', 'phone_number'] }),
    ...['LITE', 'ESSENTIALS', 'PLUS', null].map(tier => pool({ tier })),
    ...['OFF', 'AUDIT', 'ENFORCED'].map(threat_protection => pool({ tier: 'PLUS', threat_protection })),
    ...['OFF', 'OPTIONAL', 'ON'].map(mfa => pool({ mfa })),
    ...[8, 99].map(minimum_length => password({ minimum_length })),
    ...[1, 365].map(temporary_days => password({ temporary_days })),
  ],
  clients: [
    { clients: {} },
    { clients: { 'Web app 2 +=,.@_-': {}, ['a'.repeat(128)]: {} } },
    client({ session_validity_minutes: 3 }),
    client({ session_validity_minutes: 15 }),
    ...[5, 1440].map(minutes =>
      client({ access_token_validity_minutes: minutes, id_token_validity_minutes: minutes }),
    ),
    ...[1, 3650].map(refresh_token_validity_days => client({ refresh_token_validity_days })),
    client({ bypass_auth_flows: everyBypass }),
  ],
  function_packages: [
    ownPackage(zip),
    ownPackage(image),
    ownPackage({ memory_size: 1024, architecture: 'x86_64', environment: { LEVEL: 'debug' } }),
  ],
  runtime: ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'].map(runtime => ({ runtime })),
  architecture: ['arm64', 'x86_64'].map(architecture => ({ architecture })),
  memory_size: [128, 10240].map(memory_size => ({ memory_size })),
  reserved_concurrency: [-1, 1, 1000].map(reserved_concurrency => ({ reserved_concurrency })),
  provisioned_concurrency: [
    { provisioned_concurrency_enabled: true, provisioned_concurrency: 1 },
    { provisioned_concurrency: 2, reserved_concurrency: 2 },
  ],
  vpc: [{ vpc: null }, vpc(['subnet-1', 'subnet-2'], ['sg-1'])],
  log_level: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].map(log_level => ({ log_level })),
  log_retention_days: [0, 1, 3653].map(log_retention_days => ({ log_retention_days })),
  kms_key_arn: [
    { kms_key_arn: 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11' },
    { kms_key_arn: 'arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-0f5c7c5e6f7a4b6f9a512c5a6b1f9c11' },
  ],
};
