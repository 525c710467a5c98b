import type { Step } from '../settings/flow.ts';
import type { Action } from './action.ts';
import { type AskedRound, fromMetadata, type Round } from './round.ts';

/** What comes next in a sign-in. `reason` is for the operator's log: the end user is told nothing of it. */
export type Decision = Ask | { readonly next: 'tokens' } | { readonly next: 'fail'; readonly reason: string };

export interface Ask {
  readonly next: 'ask';
  readonly step: Step;
  /** The step's place in the flow, from 0. */
  readonly index: number;
  /** Attempts of this step that were spent. */
  readonly spent: number;
  /** The step's round before this one, if there was one. */
  readonly last?: Round;
}

/** An entry of the session, as it came: nothing about it is trusted before it was looked at. */
export type SessionEntry = Readonly<
  Record<'challengeName' | 'challengeResult' | 'challengeMetadata', unknown>
>;

/** Rounds that a client may use up with actions, besides those that the attempts allow. */
const FREE_ROUNDS = 12;

/**
 * Walks the flow over the session. Every entry must be the one that the flow calls for at its place: anything else
 * ends the sign-in. Tokens come after the last step only; a `true` counts for the step that was asked, by name.
 *
 * The client decides whether the session starts with SRP_A (it asks for SRP in InitiateAuth). The entry says that a
 * password check may begin, never that one was passed, so it counts for nothing by itself.
 *
 * @param action what the client asked for in this call: the last round then spent no attempt
 * @param srpTolerated whether a leading SRP_A entry that the flow did not ask for is passed over
 */
export function decide(
  flow: readonly Step[],
  session: readonly SessionEntry[],
  action?: Action,
  srpTolerated = false,
): Decision {
  const entries = [...session];
  const [first] = flow;
  if (!first) return fail('no step is for this user and client');
  const passwordFirst = first.challenges[0] === 'password';
  if (passwordFirst) {
    const [srp, password] = entries.splice(0, 2);
    if (!passed(srp, 'SRP_A')) return fail('the client did not start with SRP_A');
    if (password === undefined) return { next: 'ask', step: first, index: 0, spent: 0 };
    if (!passed(password, 'PASSWORD_VERIFIER')) return fail('the password was not verified');
  } else if (srpTolerated && passed(entries[0], 'SRP_A')) {
    entries.shift();
  }
  if (entries.length > FREE_ROUNDS + flow.reduce((sum, step) => sum + step.attempts, 0)) {
    return fail('too many rounds');
  }
  return walk(flow, entries, passwordFirst ? 1 : 0, action);
}

function walk(
  flow: readonly Step[],
  entries: readonly SessionEntry[],
  start: number,
  action?: Action,
): Decision {
  let index = start;
  let spent = 0;
  let last: Round | undefined;
  for (const entry of entries) {
    const step = flow[index];
    if (!step) return fail('the session goes on after the last step');
    const round = roundOf(entry, step);
    if (!round) return fail(`the session has an entry that step ${step.name} did not ask for`);
    // The round before was free if this one says so; it can give back no more than that one attempt.
    if (last && round.asked?.spent === spent - 1) spent -= 1;
    if (round.asked && round.asked.spent !== spent)
      return fail(`step ${step.name} lost count of its attempts`);
    if (spent >= step.attempts) return fail(`step ${step.name} was asked after its last attempt`);
    if (entry.challengeResult === true) {
      index += 1;
      spent = 0;
      last = undefined;
    } else {
      spent += 1;
      last = round;
    }
  }
  const step = flow[index];
  if (!step) return { next: 'tokens' };
  if (last && action) spent -= 1;
  if (spent >= step.attempts) return fail(`step ${step.name} was failed ${spent} times`);
  return { next: 'ask', step, index, spent, ...(last && { last }) };
}

function passed(entry: SessionEntry | undefined, name: string): boolean {
  return entry?.challengeName === name && entry.challengeResult === true;
}

/** The round that an entry tells of, if the step asked for it. */
function roundOf(entry: SessionEntry, step: Step): Round | undefined {
  const round = fromMetadata(entry.challengeMetadata);
  const isAsked =
    entry.challengeName === 'CUSTOM_CHALLENGE' && step.challenges.some(name => name === round?.challenge);
  return isAsked && isOf(round?.asked, step) ? round : undefined;
}

function isOf(asked: AskedRound | undefined, step: Step): boolean {
  return asked === undefined || asked.step === step.name;
}

const fail = (reason: string): Decision => ({ next: 'fail', reason });
