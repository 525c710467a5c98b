import { EPOCH_SECONDS, epochKeys, type GenerateMac } from '../question/epoch-key.ts';
import { traceUserPart } from '../question/trace.ts';
import type { EpochSeconds } from '../time.ts';
import { fewAtATime } from './few-at-a-time.ts';
import type { TraceRequest } from './request.ts';
import { RequestError } from './request-error.ts';
import { hasTraces, type SupportSettings } from './settings.ts';
import { toIso } from './to-iso.ts';

/** What traces of a user begin with, and how to find them. */
export interface Traces {
  readonly hours: readonly { readonly hour: string; readonly trace: string }[];
  /** For CloudWatch Logs Insights. */
  readonly query: string;
  readonly logGroups: readonly string[];
}

/**
 * The beginnings of a user's traces, hour by hour. The hours' keys stay here: from a beginning nobody gets back to its key, nor
 * from the key of one purpose (`['trace', …]`) to an answer.
 */
export async function tracesOf(
  { username, from, until }: Omit<TraceRequest, 'action'>,
  settings: SupportSettings,
  generateMac: GenerateMac,
): Promise<Traces> {
  if (!hasTraces(settings.flow))
    throw new RequestError(
      'The traces of this flow are random: nothing in it is derived from a key (captcha, codes, links), so nothing leads from a user to them. Look for the time of the sign-in.',
    );
  const user = { userPoolId: settings.userPoolId, userName: username };
  const hours = await fewAtATime(hoursOf(from, until), async start => ({
    hour: toIso(start),
    trace: await traceUserPart(epochKeys(settings.keyId, generateMac), user, start),
  }));
  const { logGroups } = settings;
  return { hours, query: queryOf(hours.map(({ trace }) => trace)), logGroups };
}

/** The starts of all hours that have a part in the range. */
function hoursOf(from: EpochSeconds, until: EpochSeconds): EpochSeconds[] {
  const first = Math.floor(from / EPOCH_SECONDS);
  const count = Math.floor((until - 1) / EPOCH_SECONDS) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * EPOCH_SECONDS);
}

/**
 * A log line of ours is an object, which Lambda puts under `message`; a metric's line has its fields at the top, where
 * CloudWatch looks for metrics. None of the characters of a trace has a meaning in a regular expression.
 */
function queryOf(traces: readonly string[]): string {
  const begins = `like /^(${traces.join('|')})/`;
  return `fields @timestamp, @log, @message | filter message.trace ${begins} or trace ${begins} | sort @timestamp`;
}
