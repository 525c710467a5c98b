/** Values by input, as a caller would set them. */
export type Inputs = Readonly<Record<string, unknown>>;

export const step = (overrides: Inputs) => ({
  flow: [{ challenge: 'password' }, { challenge: 'captcha', ...overrides }],
});
export const client = (overrides: Inputs) => ({ clients: { app: overrides } });
export const pool = (user_pool: Inputs) => ({ user_pool });
export const password = (password_policy: Inputs) => pool({ password_policy });
export const ownPackage = (overrides: Inputs) => ({
  function_packages: { define_auth_challenge: overrides },
});
export const vpc = (subnet_ids: string[], security_group_ids: string[]) => ({
  vpc: { subnet_ids, security_group_ids },
});
export const zip = { filename: 'own.zip', handler: 'main.handler', runtime: 'python3.13' };
export const image = { image_uri: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/own:1' };
export const steps = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    index === 0 ? { challenge: 'password' } : { challenge: 'captcha', name: `captcha_${index}` },
  );
export const quick = [{ challenge: 'password', lifetime_seconds: 30 }];
export const attached = (user_pool_arn: string) => ({ user_pool_enabled: false, user_pool_arn });
export const USER_POOL = 'arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_AbCdEfGhI';
