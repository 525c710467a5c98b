import type { Settings, Step } from '../../functions/settings.ts';

export const KEY_ID = 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11';

export const PASSWORD = step({ name: 'password', challenge: 'password' });
export const CAPTCHA = step({ name: 'captcha' });
/** The same challenge once more, as a step of its own. */
export const SECOND_CAPTCHA = step({ name: 'second_captcha' });

export function step(overrides: Partial<Step> = {}): Step {
  return { name: 'captcha', challenge: 'captcha', attempts: 3, lifetimeSeconds: 180, ...overrides };
}

/** Settings of the flow; of the default one, password then CAPTCHA, when none is given. */
export function settingsOf(...flow: readonly Step[]): Settings {
  return { flow: flow.length > 0 ? flow : [PASSWORD, CAPTCHA], keyId: KEY_ID };
}
