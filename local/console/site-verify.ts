/**
 * What the providers of human_check answer to their own documented test keys, for a machine that does not reach them.
 * https://developers.cloudflare.com/turnstile/troubleshooting/testing/
 * https://docs.hcaptcha.com/#integration-testing-test-keys
 * https://developers.google.com/recaptcha/docs/faq#id-like-to-run-automated-tests-with-recaptcha.-what-should-i-do
 */

import type { LambdaFunction } from '../deployment.ts';

export const SITE_VERIFY = '/console/site-verify';

/** The test keys, which pass always, and where their tokens come from. */
export const TEST_KEYS = {
  turnstile: {
    siteKey: '1x00000000000000000000AA',
    secret: '1x0000000000000000000000000000000AA',
    token: 'XXXX.DUMMY.TOKEN.XXXX',
    hostname: 'example.com',
  },
  hcaptcha: {
    siteKey: '10000000-ffff-ffff-ffff-000000000001',
    secret: '0x0000000000000000000000000000000000000000',
    token: '10000000-aaaa-bbbb-cccc-000000000001',
    hostname: 'dummy-key-pass',
  },
  recaptcha_v2: {
    siteKey: '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI',
    secret: '6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe',
    // Google documents no token: with these keys, each one passes.
    token: 'local-stand-in',
    hostname: 'testkey.google.com',
  },
} as const;

/** @param form what the function posts: `secret` and `response` */
export function siteVerify(form: URLSearchParams, nowMs: number): object {
  const [secret, response] = [form.get('secret'), form.get('response')];
  const keys = Object.values(TEST_KEYS).find(each => each.secret === secret);
  if (!keys) return { success: false, 'error-codes': ['invalid-input-secret'] };
  if (response !== keys.token) return { success: false, 'error-codes': ['invalid-input-response'] };
  return { success: true, hostname: keys.hostname, challenge_ts: new Date(nowMs).toISOString() };
}

/** The secrets of the test keys, by ARNs that the flow editor writes into `human_check`. */
export const testSecrets: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(TEST_KEYS).map(([provider, { secret }]) => [testSecretArn(provider), secret]),
);

export function testSecretArn(provider: string): string {
  return `arn:aws:secretsmanager:us-east-1:123456789012:secret:${provider}-test-AbC123`;
}

/** Where the functions ask, if the flow has human_check with test keys: what is deployed for users asks the provider. */
export function standIn({ environment }: Pick<LambdaFunction, 'environment'>, endpoint: string) {
  const settings = environment.CHALLENGE_SETTINGS ?? '';
  const hasTestKeys = Object.keys(testSecrets).some(arn => settings.includes(arn));
  return hasTestKeys ? { HUMAN_CHECK_ENDPOINT: `${endpoint}${SITE_VERIFY}` } : {};
}
