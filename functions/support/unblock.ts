import { messageMedia } from '../challenge-kinds.ts';
import { type Clearing, UNBLOCKS_A_WEEK } from '../ledger/clearing.ts';
import { REPEAT_SECONDS } from '../ledger/ledger.ts';
import { askerName, destinationName, guessedName, type Pseudonym } from '../question/stable-key.ts';
import { CLOCK_SKEW_SECONDS, type EpochSeconds } from '../time.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { type Medium, mediumOf, type UnblockRequest } from './request.ts';
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
  /** When the count of the week's wrong codes ends, and with it long codes; absent where nothing is counted. */
  readonly weekEndsAt?: string;
  /** Whether it was to end by then already. */
  readonly weekEndsAlready?: boolean;
  /** Wrong codes since the last right one. They stay. */
  readonly wrongInARow: number;
  /** The user's messages of the hour that are forgotten. */
  readonly messages: readonly Budget[];
  /** The same of the address. */
  readonly addressMessages: readonly Budget[];
  /** Of the user, this week. Where there was nothing to do, none was taken. */
  readonly unblocksLeft: number;
  /** The same of the address. */
  readonly addressUnblocksLeft?: number;
}

interface Unblocking {
  readonly settings: SupportSettings;
  /** Undefined without a ledger. */
  readonly clearing: Clearing | undefined;
  readonly pseudonym: Pseudonym;
  readonly now: EpochSeconds;
}

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
  const medium = address === undefined ? undefined : mediumOf(address);
  const toAddress = budgets.filter(budget => budget.medium === medium);
  if (medium && toAddress.length === 0)
    throw new RequestError(`The flow sends nothing by ${medium} to address: leave it out.`);

  const { userPoolId } = settings;
  const guesses = request.guesses ?? (await guessedName(pseudonym, { userPoolId, userName: username ?? '' }));
  const ofUser = await clearing.countUnblock(guesses, now);
  if (!ofUser)
    throw new RequestError(
      `The user was unblocked ${UNBLOCKS_A_WEEK} times in a week already: somebody attacks. A long code, which cannot be guessed, lets the user in, and an hour’s messages end by themselves.`,
    );
  // For an address too: otherwise each user's name would be one more flood of messages to it.
  const ofAddress =
    address === undefined
      ? undefined
      : await clearing.countUnblock(await pseudonym('unblocks', address.toLowerCase()), now);
  if (address !== undefined && !ofAddress) {
    await ofUser.takeBack();
    throw new RequestError(
      `The address was unblocked ${UNBLOCKS_A_WEEK} times in a week already: somebody attacks. Nothing was done: leave address out to unblock the user alone. What it may be sent in an hour comes back by itself.`,
    );
  }

  const at = now + longestAnswer(settings);
  const { isEarlier, endsAt, wrongInARow } = await clearing.endWeek(guesses, at);
  const messages = await cleared(
    username === undefined ? [] : budgets,
    async ({ step, challenge, clientId }) => {
      const user = { userPoolId, clientId, userName: username ?? '' };
      return clearing.endUserHour(await askerName(pseudonym, user, step, challenge), now);
    },
  );
  const addressMessages = await cleared(toAddress, async budget =>
    clearing.endDestinationHour(
      await destinationName(pseudonym, { medium: budget.medium, address: address ?? '' }, budget),
      now,
    ),
  );
  return {
    guesses,
    ...(endsAt > now && { weekEndsAt: toIso(endsAt), weekEndsAlready: !isEarlier }),
    ...{ wrongInARow, messages, addressMessages },
    // Where nothing came of it, it is taken back.
    unblocksLeft: isEarlier || messages.length > 0 ? ofUser.left : await ofUser.takeBack(),
    ...(ofAddress && {
      addressUnblocksLeft: addressMessages.length > 0 ? ofAddress.left : await ofAddress.takeBack(),
    }),
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
