import type { CustomChallengeName } from '../../functions/challenge-kinds.ts';

/** Settings of the challenges that do not start without any, for tests and measurements of all challenges. */
export const requiredSettings: Readonly<Partial<Record<CustomChallengeName, object>>> = {
  magic_link: { urls: ['https://app.ember.example/sign-in'] },
  human_check: {
    provider: 'turnstile',
    site_key: '1x00000000000000000000AA',
    secret_arn: 'arn:aws:ssm:eu-central-1:111122223333:parameter/turnstile',
    hostnames: ['app.ember.example'],
    action: 'sign-in',
  },
};
