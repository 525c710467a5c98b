import { countMetric } from '../../metrics.ts';
import { isRecord } from '../../records.ts';
import { list, number, object, oneOf, optional, text, whole } from '../../settings/declare.ts';
import type { Challenge, ChallengeMaker, World } from '../challenge.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { type Provider, type ProviderName, providers } from './providers.ts';
import { refusal, type Verdict } from './refusal.ts';

/**
 * The widget of a CAPTCHA service. The client shows it with `siteKey` and answers with what it gives; the provider is
 * asked whether that is good, and what it tells is checked. Only where it cannot be asked does `onFailure` decide.
 */
export const humanCheck: ChallengeMaker = (given, world): Challenge => {
  const settings = parseHumanCheck(given);
  const { provider, siteKey, action, onFailure } = settings;
  return {
    create: async () => ({ public: { provider, siteKey, ...(action && { action }) } }),
    verify: async ({ nonce, event: { trace } }, response) => {
      const verdict = await ask(settings, { nonce, trace, response }, world);
      if (!verdict) {
        const name = onFailure === 'open' ? 'HumanCheckFailedOpen' : 'HumanCheckFailedClosed';
        countMetric(name, { Provider: provider }, world.now(), { trace });
        return onFailure === 'open';
      }
      const reason = refusal(verdict, providers[provider], settings, world.now());
      if (reason) console.warn({ message: 'The human check was not passed.', provider, reason, trace });
      return reason === undefined;
    },
  };
};

/** What the provider says, or undefined when it says nothing that can be used. @throws Error without the secret */
async function ask(
  { provider, siteKey, secretArn, url }: Settings,
  { nonce, trace, response }: { nonce: string; trace: string | undefined; response: string },
  world: World,
) {
  const secret = await world.secretText(secretArn);
  const { takesSiteKey, takesIdempotencyKey }: Provider = providers[provider];
  try {
    const told = await world.postForm(url, {
      secret,
      response,
      ...(takesSiteKey && { sitekey: siteKey }),
      ...(takesIdempotencyKey && { idempotency_key: idempotencyKey(nonce) }),
    });
    if (isRecord(told) && typeof told.success === 'boolean') return told satisfies Verdict;
    console.error({ message: 'The human check gave no verdict.', provider, trace });
  } catch (error) {
    console.error({ message: 'The human check could not be asked.', provider, error: String(error), trace });
  }
  return undefined;
}

type Settings = ReturnType<typeof parseHumanCheck>;

const names = Object.keys(providers) as ProviderName[];

export const humanCheckSettings = object({
  provider: oneOf(...names),
  site_key: text(),
  secret_arn: text(
    'the whole ARN of a secret in Secrets Manager, with the six characters at its end, or of a parameter in SSM',
    /^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[!-~]+-[A-Za-z0-9]{6}|ssm:[a-z0-9-]+:[0-9]{12}:parameter\/[!-~]+)$/u,
  ),
  hostnames: list(
    text('a host name such as app.example.com, without scheme and port', /^[A-Za-z0-9._-]+$/u),
    1,
  ),
  action: optional(text('letters, digits, _, / and -', /^[A-Za-z0-9_/-]+$/u)),
  minimum_score: optional(number(0, 1), 0.5),
  max_age_seconds: optional(whole(30, 900), 300),
  on_failure: optional(oneOf('closed', 'open'), 'closed'),
});

/** @throws SettingsError */
export function parseHumanCheck(value: unknown) {
  const settings = humanCheckSettings.read(value, 'human_check');
  // For tests, and for a machine without the internet.
  return { ...settings, url: process.env.HUMAN_CHECK_ENDPOINT || providers[settings.provider].url };
}

export default humanCheck;
