import { messageMedia } from '../challenge-kinds.ts';
import { type Clearing, UNBLOCKS_A_WEEK } from '../ledger/clearing.ts';
import { REPEAT_SECONDS } from '../ledger/ledger.ts';
import { askerName, destinationName, guessedName, type Pseudonym } from '../question/stable-key.ts';
import { CLOCK_SKEW_SECONDS, type EpochSeconds } from '../time.ts';
import { fewAtATime } from './few-at-a-time.ts';
import type { UnblockRequest } from './request.ts';
import { RequestError } from './request-error.ts';
import type { SupportSettings } from './settings.ts';
import { toIso } from './to-iso.ts';

/** What the messages of an hour are counted by. */
export interface Budget {
  readonly clientId: string;
  readonly step: string;
  readonly challenge: string;
}

export interface Unblocked {
  /** What logs call the user. */
  readonly guesses: string;
  /** When the count of the week's wrong codes ends, and with it long codes; absent where it ends sooner, or nothing was counted. */
  readonly weekEndsAt?: string;
  /** Wrong codes since the last right one. They stay. */
  readonly wrongInARow: number;
  /** The user's messages of the hour that are forgotten. */
  readonly messages: readonly Budget[];
  /** The same of the address. */
  readonly addressMessages: readonly Budget[];
  readonly unblocksLeft: number;
}

interface Unblocking {
  readonly settings: SupportSettings;
  /** Undefined without a ledger. */
  readonly clearing: Clearing | undefined;
  readonly pseudonym: Pseudonym;
  readonly now: EpochSeconds;
}

type Medium = (typeof messageMedia)[keyof typeof messageMedia];

/** @throws RequestError */
export async function unblock(
  request: Omit<UnblockRequest, 'action'>,
  { settings, clearing, pseudonym, now }: Unblocking,
): Promise<Unblocked> {
  const { username, address } = request;
  const budgets = budgetsOf(settings, request.clientIds);
  if (!clearing)
    throw new RequestError(
      'There is no ledger (ledger_enabled is false): nothing outlives a sign-in. Start a new one.',
    );
  if (!settings.flow.some(sends))
    throw new RequestError('The flow sends no messages: nothing is counted that blocks a user.');
  if (username !== undefined && budgets.length === 0)
    throw new RequestError('The module made no app client: name those of the pool in clientIds.');
  const medium: Medium = address?.includes('@') ? 'EMAIL' : 'SMS';
  const toAddress = budgets.filter(budget => address !== undefined && budget.medium === medium);
  if (address !== undefined && toAddress.length === 0)
    throw new RequestError(`The flow sends nothing by ${medium} to address: leave it out.`);

  const { userPoolId } = settings;
  const guesses = request.guesses ?? (await guessedName(pseudonym, { userPoolId, userName: username ?? '' }));
  // For an address too: otherwise each user's name would be one more flood of messages to it.
  const counted = [
    guesses,
    ...(address === undefined ? [] : [await pseudonym('unblocks', address.toLowerCase())]),
  ];
  const left = await fewAtATime(counted, name => clearing.countUnblock(name, now));
  const unblocksLeft = Math.min(...left.map(each => each ?? -1));
  if (unblocksLeft < 0)
    throw new RequestError(
      `This user or address was unblocked ${UNBLOCKS_A_WEEK} times in a week already: somebody attacks. The user gets in with a long code, which cannot be guessed.`,
    );

  const { ends, wrongInARow } = await clearing.endWeek(guesses, now + longestAnswer(settings));
  const messages = await cleared(
    username === undefined ? [] : budgets,
    async ({ step, challenge, clientId }) => {
      const user = { userPoolId, clientId, userName: username ?? '' };
      return clearing.endUserHour(await askerName(pseudonym, user, step, challenge), now);
    },
  );
  const addressMessages = await cleared(toAddress, async budget =>
    clearing.endDestinationHour(
      await destinationName(pseudonym, { medium, address: address ?? '' }, budget),
      now,
    ),
  );
  return {
    guesses,
    ...(ends && { weekEndsAt: toIso(now + longestAnswer(settings)) }),
    ...{ wrongInARow, messages, addressMessages, unblocksLeft },
  };
}

interface SentBudget extends Budget {
  readonly medium: Medium;
}

const sends = ({ challenges }: SupportSettings['flow'][number]) =>
  challenges.some(name => Object.hasOwn(messageMedia, name));

/** Every budget that a user of these clients may have. */
function budgetsOf({ flow, clientIds }: SupportSettings, more: readonly string[]): readonly SentBudget[] {
  const clients = [...new Set([...clientIds, ...more])];
  return flow.flatMap(({ name: step, challenges }) =>
    Object.entries(messageMedia)
      .filter(([challenge]) => challenges.includes(challenge))
      .flatMap(([challenge, medium]) => clients.map(clientId => ({ clientId, step, challenge, medium }))),
  );
}

/**
 * Seconds in which a short code that was asked for can be answered: a sign-in may begin with it at the last moment of its
 * lifetime, and has as long again.
 */
function longestAnswer({ flow }: SupportSettings): number {
  const lifetimes = flow.filter(sends).map(({ lifetimeSeconds }) => lifetimeSeconds);
  return 2 * Math.max(...lifetimes) + REPEAT_SECONDS + CLOCK_SKEW_SECONDS;
}

/** Those of which something was forgotten. */
async function cleared(
  budgets: readonly SentBudget[],
  end: (budget: SentBudget) => Promise<boolean>,
): Promise<Budget[]> {
  const ended = await fewAtATime(budgets, end);
  return budgets
    .filter((_, index) => ended[index])
    .map(({ clientId, step, challenge }) => ({ clientId, step, challenge }));
}
