import { countMetric } from '../../metrics.ts';
import { isRecord } from '../../records.ts';
import { oneOf, optionalText, record, text, texts, whole, wrong } from '../../settings/checks.ts';
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
    verify: async ({ nonce }, response) => {
      const verdict = await ask(settings, nonce, response, world);
      if (!verdict) {
        const name = onFailure === 'open' ? 'HumanCheckFailedOpen' : 'HumanCheckFailedClosed';
        countMetric(name, { Provider: provider }, world.now());
        return onFailure === 'open';
      }
      const reason = refusal(verdict, providers[provider], settings, world.now());
      if (reason) console.warn({ message: 'The human check was not passed.', provider, reason });
      return reason === undefined;
    },
  };
};

/** What the provider says, or undefined when it says nothing that can be used. @throws Error without the secret */
async function ask(
  { provider, siteKey, secretArn, url }: Settings,
  nonce: string,
  response: string,
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
    console.error({ message: 'The human check gave no verdict.', provider });
  } catch (error) {
    console.error({ message: 'The human check could not be asked.', provider, error: String(error) });
  }
  return undefined;
}

type Settings = ReturnType<typeof parseHumanCheck>;

/** @throws SettingsError */
export function parseHumanCheck(value: unknown) {
  const at = 'challenges.human_check';
  const settings = record(value, at);
  const provider = oneOf(settings.provider, `${at}.provider`, Object.keys(providers) as ProviderName[]);
  const hostnames = texts(settings.hostnames, `${at}.hostnames`);
  if (hostnames.length === 0) throw wrong(`${at}.hostnames`, 'at least one host name', settings.hostnames);
  return {
    provider,
    siteKey: text(settings.siteKey, `${at}.siteKey`),
    secretArn: text(settings.secretArn, `${at}.secretArn`),
    hostnames,
    action: optionalText(settings.action, `${at}.action`),
    minimumScore: fraction(settings.minimumScore ?? 0.5, `${at}.minimumScore`),
    maxAgeSeconds: whole(settings.maxAgeSeconds ?? 300, `${at}.maxAgeSeconds`, 30, 900),
    onFailure: oneOf(settings.onFailure ?? 'closed', `${at}.onFailure`, ['closed', 'open']),
    // For tests, and for a machine without the internet.
    url: process.env.HUMAN_CHECK_ENDPOINT || providers[provider].url,
  };
}

function fraction(value: unknown, at: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    throw wrong(at, 'a number from 0 to 1', value);
  return value;
}

export default humanCheck;
