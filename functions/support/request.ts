import type { messageMedia } from '../challenge-kinds.ts';
import { mayGoTo } from '../delivery/may-go-to.ts';
import { CLIENT_ID } from '../event/event.ts';
import { isRecord } from '../records.ts';
import type { EpochSeconds } from '../time.ts';
import { RequestError } from './request-error.ts';

export interface TraceRequest {
  readonly action: 'trace';
  readonly username: string;
  readonly from: EpochSeconds;
  readonly until: EpochSeconds;
}

export interface UnblockRequest {
  readonly action: 'unblock';
  /** Either of the two. */
  readonly username?: string;
  /** What the log calls the user. */
  readonly guesses?: string;
  /** An e-mail address or a phone number of the user. */
  readonly address?: string;
  /** App clients besides those of the module. */
  readonly clientIds: readonly string[];
}

export type SupportRequest = TraceRequest | UnblockRequest;

export type Medium = (typeof messageMedia)[keyof typeof messageMedia];

/** By which an address is written to. */
export const mediumOf = (address: string): Medium => (address.includes('@') ? 'EMAIL' : 'SMS');

type Fields = Readonly<Record<string, unknown>>;

const DAY = 24 * 3600;

/** Each hour is a call of KMS. */
const MAX_DAYS = 7;

/** Longer than any name or address that Cognito takes. */
const MAX_LENGTH = 2048;

/** @param now for what is left out: the day before it @throws RequestError */
export function readRequest(event: unknown, now: EpochSeconds): SupportRequest {
  const fields = isRecord(event) ? event : {};
  const read = Object.hasOwn(actions, String(fields.action)) && actions[fields.action as Action];
  if (!read)
    throw new RequestError(
      `action takes ${Object.keys(actions).join(' or ')}: send for example {"action": "trace", "username": "…"}.`,
    );
  const known = ['action', ...read.fields];
  // A misspelt from would otherwise be another range, and a misspelt address a budget that nobody cleared.
  if (Object.keys(fields).some(name => !known.includes(name)))
    throw new RequestError(
      `${fields.action} takes ${known.join(', ')}, and there is something else: correct its name.`,
    );
  return read.of(fields, now);
}

type Action = SupportRequest['action'];

const actions: Readonly<
  Record<
    Action,
    { readonly fields: readonly string[]; readonly of: (fields: Fields, now: EpochSeconds) => SupportRequest }
  >
> = {
  trace: { fields: ['username', 'from', 'until'], of: toTrace },
  unblock: { fields: ['username', 'guesses', 'address', 'clientIds'], of: toUnblock },
};

function toTrace(fields: Fields, now: EpochSeconds): TraceRequest {
  const username = textOf(fields, 'username', NAME);
  if (username === undefined) throw new RequestError(`username is missing: ${NAME}.`);
  const wanted = momentOf(fields, 'until') ?? now;
  const from = momentOf(fields, 'from') ?? Math.min(wanted, now) - DAY;
  if (from >= wanted) throw new RequestError('from must be before until: exchange the two.');
  if (from >= now) throw new RequestError('from must be past: there are no logs of what is to come.');
  const until = Math.min(wanted, now);
  if (until - from > MAX_DAYS * DAY)
    throw new RequestError(`from and until are more than ${MAX_DAYS} days apart: ask in parts.`);
  return { action: 'trace', username, from, until };
}

function toUnblock(fields: Fields): UnblockRequest {
  const username = textOf(fields, 'username', NAME);
  const guesses = textOf(fields, 'guesses', PSEUDONYM, /^[\w-]{11}$/);
  const address = textOf(fields, 'address', ADDRESS);
  // Another one is never sent anything, so nothing is counted for it: it would be a slip that shows as "nothing to forget".
  if (address !== undefined && !mayGoTo(mediumOf(address), address))
    throw new RequestError(`address takes ${ADDRESS}.`);
  if ((username === undefined) === (guesses === undefined))
    throw new RequestError(`unblock takes username (${NAME}) or guesses (${PSEUDONYM}): send one of them.`);
  if (address !== undefined && username === undefined)
    throw new RequestError(
      'address goes with username: what an address is sent is counted for its user’s clients.',
    );
  const { clientIds = [] } = fields;
  if (!Array.isArray(clientIds) || clientIds.length > MAX_CLIENTS || !clientIds.every(isClientId))
    throw new RequestError(
      `clientIds takes a list of up to ${MAX_CLIENTS} ids of app clients: those that the module did not make.`,
    );
  return {
    ...{ action: 'unblock', clientIds },
    ...(username !== undefined && { username }),
    ...(guesses !== undefined && { guesses }),
    ...(address !== undefined && { address }),
  };
}

const NAME = 'the name that Cognito gives its triggers, which AdminGetUser shows as Username';
const PSEUDONYM = 'the 11 characters that a log line has in its field guesses';
const ADDRESS =
  'an e-mail address, or a phone number in E.164: + and digits without blanks, such as +12025550100';
const MAX_CLIENTS = 20;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
const isClientId = (value: unknown) => typeof value === 'string' && CLIENT_ID.test(value);

function textOf(fields: Fields, name: string, takes: string, pattern = /^/): string | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value && value.length <= MAX_LENGTH && pattern.test(value)) return value;
  throw new RequestError(`${name} takes ${takes}.`);
}

/** With its zone: without one, `Date` takes a time for the local one, and a date for UTC. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

function momentOf(fields: Fields, name: string): EpochSeconds | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  const isMoment = typeof value === 'string' && MOMENT.test(value) && isDay(value.slice(0, 10));
  const milliseconds = isMoment ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(milliseconds))
    throw new RequestError(`${name} takes a time with its zone, such as 2026-11-27T08:00:00Z.`);
  return Math.floor(milliseconds / 1000);
}

/** `Date` takes 31 February for 3 March. */
function isDay(day: string): boolean {
  const start = new Date(`${day}T00:00Z`);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day);
}
