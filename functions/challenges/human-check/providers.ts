/** What differs between CAPTCHA services behind the same form post. */
export interface Provider {
  /** Where the answer of its widget is judged. */
  readonly url: string;
  /** Whether it takes the site key, and then refuses what was solved for another. */
  readonly takesSiteKey?: boolean;
  /** Whether it repeats its verdict to a call that is repeated under the same key. */
  readonly takesIdempotencyKey?: boolean;
  /** Whether it says what the widget was solved for. */
  readonly hasAction?: boolean;
  /** Whether it says how likely a person is, 0–1. */
  readonly hasScore?: boolean;
  /** Whether it may leave out the host name, as hCaptcha does under load. The site key then has to do. */
  readonly mayLackHostname?: boolean;
}

/**
 * https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 * https://docs.hcaptcha.com/#verify-the-user-response-server-side
 * https://developers.google.com/recaptcha/docs/verify
 */
export const providers = {
  turnstile: {
    url: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
    takesIdempotencyKey: true,
    hasAction: true,
  },
  hcaptcha: { url: 'https://api.hcaptcha.com/siteverify', takesSiteKey: true, mayLackHostname: true },
  recaptcha_v2: { url: 'https://www.google.com/recaptcha/api/siteverify' },
  recaptcha_v3: { url: 'https://www.google.com/recaptcha/api/siteverify', hasAction: true, hasScore: true },
} as const satisfies Record<string, Provider>;

export type ProviderName = keyof typeof providers;
