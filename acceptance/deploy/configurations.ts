/** The configurations of a run: what is deployed, by name. */

import type { ProbePool } from './probe-pool.ts';

/** What a configuration may name of the run that it belongs to. */
export interface Given {
  /** ARNs of the helpers' functions. */
  readonly senderArn: string;
  readonly riddleArn: string;
  readonly riddleCreateArn: string;
  readonly riddleVerifyArn: string;
  /** ARN of the pool that is somebody else's. */
  readonly devicesPoolArn: string;
  /** Path of the zip with create functions of somebody's own. */
  readonly ownCreate: string;
  /** Verified in SES, where the run sends e-mail. */
  readonly emailFrom: string | undefined;
}

/** Inputs of the module besides its name, and those in `common`. */
type Inputs = (given: Given) => Readonly<Record<string, unknown>>;

/** Said in full: a default that changes must not change what a record is about. */
export const COMMON = {
  log_retention_days: 1,
  user_pool: {
    deletion_protection_enabled: false,
    self_sign_up_enabled: false,
    username_attributes: ['email'],
  },
};

const ownCreate = ({ ownCreate: filename }: Given, handler: string) => ({
  function_packages: {
    create_auth_challenge: { filename, handler: `index.${handler}`, runtime: 'nodejs22.x' },
  },
});

const caught = ({ senderArn }: Given) => ({
  delivery: { sender_function_arn: senderArn, resend_seconds: 25, messages_per_hour: 20 },
});

export const MODULE_CONFIGURATIONS = {
  captcha: () => ({ flow: [{ challenge: 'password' }, { challenge: 'captcha' }] }),
  'own-create': given => ({
    flow: [{ challenge: 'password' }, { challenge: 'captcha' }],
    user_pool: { ...COMMON.user_pool, mfa: 'OPTIONAL' },
    ...ownCreate(given, 'named'),
  }),
  devices: given => ({
    flow: [{ challenge: 'password' }, { challenge: 'captcha' }],
    user_pool_enabled: false,
    user_pool_arn: given.devicesPoolArn,
    // Made in the same run, so there is nothing to read at plan.
    user_pool_check_enabled: false,
    ...ownCreate(given, 'named'),
  }),
  'aws-example': given => ({
    flow: [{ challenge: 'password' }, { challenge: 'captcha' }, { challenge: 'captcha', name: 'question' }],
    ...ownCreate(given, 'unnamed'),
  }),
  codes: given => ({
    flow: [{ any_of: ['email_otp', 'sms_otp', 'magic_link'], name: 'code' }],
    magic_link: { urls: ['https://app.example.com/sign-in'] },
    sms: { country_prefixes: ['+1'] },
    ...caught(given),
  }),
  work: given => ({
    flow: [{ challenge: 'proof_of_work' }, { challenge: 'email_otp' }],
    proof_of_work: { difficulty: 10 },
    ...caught(given),
  }),
  riddle: ({ riddleArn }) => ({
    flow: [{ challenge: 'external', name: 'riddle', function_arn: riddleArn, proof: true }],
  }),
  'riddle-pair': ({ riddleCreateArn, riddleVerifyArn }) => ({
    flow: [
      {
        challenge: 'external',
        name: 'riddle',
        function_arn: riddleCreateArn,
        verify_function_arn: riddleVerifyArn,
        proof: true,
      },
    ],
  }),
  mail: ({ emailFrom }) => ({ flow: [{ challenge: 'email_otp' }], email: { from: emailFrom } }),
} satisfies Record<string, Inputs>;

export const PROBE_CONFIGURATIONS = {
  probe: { names: 'email' },
  'probe-names': { names: 'plain' },
  'probe-mfa': { names: 'email', mfa: true },
  'probe-devices': { names: 'email', devices: true },
} satisfies Record<string, ProbePool>;

export type ModuleConfiguration = keyof typeof MODULE_CONFIGURATIONS;
export type ProbeConfiguration = keyof typeof PROBE_CONFIGURATIONS;
export type ConfigurationName = ModuleConfiguration | ProbeConfiguration;

export const isProbe = (name: ConfigurationName): name is ProbeConfiguration => name in PROBE_CONFIGURATIONS;

/** Names of what a run deploys. */
export function configurationNames(emailFrom: string | undefined): readonly ConfigurationName[] {
  const modules = Object.keys(MODULE_CONFIGURATIONS) as ModuleConfiguration[];
  return [
    ...modules.filter(name => name !== 'mail' || emailFrom !== undefined),
    ...(Object.keys(PROBE_CONFIGURATIONS) as ProbeConfiguration[]),
  ];
}

/** The module's inputs in a configuration, besides its name. */
export function inputsOf(name: ModuleConfiguration, given: Given): Readonly<Record<string, unknown>> {
  const inputs: Inputs = MODULE_CONFIGURATIONS[name];
  return { ...COMMON, ...inputs(given) };
}
