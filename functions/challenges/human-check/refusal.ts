import type { EpochMs } from '../../time.ts';
import type { Provider } from './providers.ts';

/** What a provider says of a token. Nothing of it is trusted before it is checked. */
export type Verdict = Readonly<Record<string, unknown>>;

export interface Demands {
  /** Where the widget may have been solved: host names, or package names of Android apps. */
  readonly hostnames: readonly string[];
  readonly action?: string;
  /** 0–1. */
  readonly minimumScore: number;
  readonly maxAgeSeconds: number;
}

/** Between the provider's clock and ours. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Why a verdict is not good enough, for the operator's log; undefined when it is. `success` alone says that somebody
 * solved some widget of the provider's, once.
 */
export function refusal(
  told: Verdict,
  provider: Provider,
  demands: Demands,
  now: EpochMs,
): string | undefined {
  if (told.success !== true) return `refused by the provider: ${errorCodes(told['error-codes'])}`;
  if (!isKnownHost(told, provider, demands)) return 'solved on another site';
  if (provider.hasAction && demands.action !== undefined && told.action !== demands.action) {
    return 'solved for another action';
  }
  if (provider.hasScore && !(typeof told.score === 'number' && told.score >= demands.minimumScore)) {
    return 'the score is too low';
  }
  const ageMs = now - (typeof told.challenge_ts === 'string' ? Date.parse(told.challenge_ts) : Number.NaN);
  const isFresh = ageMs >= -CLOCK_SKEW_MS && ageMs <= demands.maxAgeSeconds * 1000;
  return isFresh ? undefined : 'not solved just now';
}

function isKnownHost(told: Verdict, { mayLackHostname }: Provider, { hostnames }: Demands): boolean {
  const hostname = told.hostname ?? told.apk_package_name;
  if (mayLackHostname && (hostname === undefined || hostname === 'not-provided')) return true;
  return hostnames.some(each => each === hostname);
}

/** `invalid-input-secret` and the like are for the operator; anything that is not a code stays out of the log. */
function errorCodes(value: unknown): string {
  const codes = Array.isArray(value) ? value.filter(code => /^[\w-]{1,40}$/.test(String(code))) : [];
  return codes.slice(0, 5).join(', ') || 'no reason given';
}
