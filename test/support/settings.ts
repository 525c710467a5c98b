import type { DeliverySettings, Settings } from '../../functions/settings/settings.ts';
import type { Step } from '../../functions/settings/step.ts';

export const KEY_ID = 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11';

export const PASSWORD = step({ name: 'password', challenges: ['password'] });
export const CAPTCHA = step({ name: 'captcha' });
/** The same challenge once more, as a step of its own. */
export const SECOND_CAPTCHA = step({ name: 'second_captcha' });
export const EMAIL = step({ name: 'email_otp', challenges: ['email_otp'] });
/** A step with alternatives. */
export const CODE = step({ name: 'code', challenges: ['email_otp', 'sms_otp'] });

export const DELIVERY: DeliverySettings = {
  functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:test-deliver-challenge',
  resendSeconds: 30,
  messagesPerHour: 5,
  verifiedOnly: true,
  hiddenMedia: [],
};

export function step(overrides: Partial<Step> = {}): Step {
  return { name: 'captcha', challenges: ['captcha'], attempts: 3, lifetimeSeconds: 180, ...overrides };
}

/** Settings of the flow; of the default one, password then CAPTCHA, when none is given. */
export function settingsOf(...flow: readonly Step[]): Settings {
  return {
    flow: flow.length > 0 ? flow : [PASSWORD, CAPTCHA],
    keyId: KEY_ID,
    srpTolerated: false,
    ownCreate: false,
    clients: {},
    delivery: DELIVERY,
    challenges: { magic_link: { urls: ['https://app.example/sign-in'] } },
  };
}
