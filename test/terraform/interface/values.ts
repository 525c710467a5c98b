/** Values by input, as a caller would set them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** The default flow, with changes to its second step. */
export const step = (overrides: Inputs) => flow({ challenge: 'captcha', ...overrides });
/** A flow of a password and then these steps. */
export const flow = (...steps: readonly Inputs[]) => ({ flow: [{ challenge: 'password' }, ...steps] });
/**
 * The second step for some only. A custom attribute that the condition is on is one of the pool's, and the client may
 * write another.
 */
export const when = (condition: Inputs) => ({
  ...step({ when: condition }),
  ...schema({ role: {} }),
  ...client({ write_attributes: ['name'] }),
});
export const external = (overrides: Inputs = {}) =>
  flow({ challenge: 'external', function_arn: FUNCTION, proof: true, ...overrides });
export const client = (overrides: Inputs) => ({ clients: { app: overrides } });
export const pool = (user_pool: Inputs) => ({ user_pool });
export const schema = (attributes: Inputs) => pool({ schema: attributes });
export const mail = (email_configuration: Inputs) => pool({ email_configuration });
export const trigger = (name: string, overrides: Inputs = {}) => ({
  triggers: { [name]: { arn: FUNCTION, ...overrides } },
});
export const guard = (token_guard: Inputs) => ({ token_guard });
export const password = (password_policy: Inputs) => pool({ password_policy });
export const ownPackage = (overrides: Inputs) => ({
  function_packages: { define_auth_challenge: overrides },
});
export const vpc = (subnet_ids: string[], security_group_ids: string[]) => ({
  vpc: { subnet_ids, security_group_ids },
});
export const limits = (rate_limits: Inputs) => ({ waf: { rate_limits } });
export const letters = (target: string) => ({ dead_letter_target_arns: { deliver_challenge: target } });
export const zip = { filename: 'own.zip', handler: 'main.handler', runtime: 'python3.13' };
export const image = { image_uri: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/own:1' };
export const steps = (count: number, overrides: Inputs = {}) =>
  Array.from({ length: count }, (_, index) =>
    index === 0
      ? { challenge: 'password' }
      : { challenge: 'captcha', name: `captcha_${index}`, ...overrides },
  );
export const quick = [{ challenge: 'password', lifetime_seconds: 30 }];
/** An input of its own that only a challenge of the flow needs. */
export const email = (overrides: Inputs = {}) => ({
  email: { from: 'sign-in@example.com', ...overrides },
});
export const sms = (overrides: Inputs = {}) => ({ sms: { country_prefixes: ['+49'], ...overrides } });
export const links = (...urls: readonly string[]) => ({ magic_link: { urls } });
/** Links of 512 characters each, which is as long as one may be. */
export const longLinks = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://app${index}.example.com/${'a'.repeat(487)}`);
/** Texts of ten characters. */
export const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(10, '0'));
export const humanCheck = (overrides: Inputs = {}) => ({
  human_check: {
    provider: 'turnstile',
    site_key: '0x4AAAAAAAAexample',
    secret_arn: SECRET,
    hostnames: ['app.example.com'],
    ...overrides,
  },
});
/** Alarms, and with them the dashboard and the queries. */
export const alarms = (overrides: Inputs = {}) => ({ alarms: { topic_arn: TOPIC, ...overrides } });
export const delivery = (overrides: Inputs) => ({ delivery: overrides });
export const attached = (user_pool_arn: string) => ({ user_pool_enabled: false, user_pool_arn });
export const USER_POOL = 'arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_AbCdEfGhI';
export const FUNCTION = 'arn:aws:lambda:eu-central-1:111122223333:function:riddle';
export const SECRET = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:acme/turnstile-AbCdEf';
export const PARAMETER = 'arn:aws:ssm:eu-central-1:111122223333:parameter/acme/turnstile';
export const NUMBER = 'arn:aws:sms-voice:eu-central-1:111122223333:phone-number/phone-0123456789abcdef';
export const SIGNING = 'arn:aws:lambda:eu-central-1:111122223333:code-signing-config:csc-0123456789abcdef0';
export const BUS = 'arn:aws:events:eu-central-1:111122223333:event-bus/identity';
export const WEB_ACL =
  'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/acme/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11';
export const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:failures';
export const IDENTITY = 'arn:aws:ses:eu-central-1:111122223333:identity/example.com';
export const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11';
