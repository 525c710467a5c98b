import type { Action } from '../event/action.ts';
import { passed, type SessionEntry } from '../event/session-entry.ts';
import type { FlowStep } from '../settings/flow.ts';
import { AFTER_PASSWORD, DEVICE, NEW_PASSWORD, passOver, placeOf } from './cognito-entries.ts';
import { fromMetadata, type Round } from './round.ts';
import { FREE_ROUNDS } from './session-budget.ts';

/** Why a sign-in ends, for the operator's metrics: one of few. */
export type End = 'AttemptsUsed' | 'NoPassword' | 'NoStep' | 'UnexpectedSession' | 'UnknownUser';

/** What comes next in a sign-in. `end` and `reason`, its words for the log, are the operator's: the end user is told nothing of them. */
export type Decision<Step extends FlowStep = FlowStep> =
  | Ask<Step>
  | { readonly next: 'new password' }
  | { readonly next: 'tokens' }
  | { readonly next: 'fail'; readonly end: End; readonly reason: string };

export interface Ask<Step extends FlowStep = FlowStep> {
  readonly next: 'ask';
  readonly step: Step;
  /** The step's place in the flow, from 0. */
  readonly index: number;
  /** Attempts of this step that were spent. */
  readonly spent: number;
  /** The step's round before this one, if there was one. */
  readonly last?: Round;
}

/** What a decision depends on, apart from the flow and the session. */
export interface Circumstances {
  /** What the client asked for in this call: the last round then spent no attempt. */
  readonly action?: Action | undefined;
  /** Whether a leading SRP_A entry that the flow did not ask for is ignored. */
  readonly srpTolerated?: boolean;
  /** Whether the user has to set a password (FORCE_CHANGE_PASSWORD, RESET_REQUIRED). */
  readonly needsPassword?: boolean;
  /** Whether an entry without metadata counts for the step that was asked. */
  readonly ownCreate?: boolean;
}

/**
 * Walks the flow over the session. Every entry must be the one that the flow calls for at its place, or one of
 * Cognito's own at the place where Cognito puts it; anything else ends the sign-in. Tokens come only after the last step; a `true`
 * counts for the step that was asked, by name.
 *
 * The client decides whether the session starts with SRP_A (it asks for SRP in InitiateAuth). The entry says that a
 * password check may begin, never that one was passed, so it counts for nothing by itself.
 */
export function decide<Step extends FlowStep>(
  flow: readonly Step[],
  session: readonly SessionEntry[],
  circumstances: Circumstances = {},
): Decision<Step> {
  const { srpTolerated, needsPassword } = circumstances;
  const [first] = flow;
  if (!first) return fail('no step for this user and client', 'NoStep');
  if (!beginsWithPassword(flow))
    return walk(flow, session, srpTolerated && passed(session[0], 'SRP_A') ? 1 : 0, circumstances);
  if (!passed(session[0], 'SRP_A')) return fail('no SRP_A at the start', 'NoPassword');
  if (session.length === 1) return { next: 'ask', step: first, index: 0, spent: 0 };
  if (!passed(session[1], 'PASSWORD_VERIFIER')) return fail('no password was verified', 'NoPassword');
  const from = passOver(session, 2, AFTER_PASSWORD);
  // After the new password the status may still be the old one. Behind a step it comes too late to be asked for.
  if (needsPassword && placeOf(session, NEW_PASSWORD) < 0)
    return session[from] ? fail('no new password') : { next: 'new password' };
  return walk(flow, session, from, circumstances);
}

/** @param from where the steps' own rounds begin: behind the password, which Cognito asks for itself */
function walk<Step extends FlowStep>(
  flow: readonly Step[],
  session: readonly SessionEntry[],
  from: number,
  circumstances: Circumstances,
): Decision<Step> {
  const end = flow.reduce((sum, step) => sum + step.attempts, from + FREE_ROUNDS);
  let index = beginsWithPassword(flow) ? 1 : 0;
  let skipped = from;
  let spent = 0;
  let last: Round | undefined;
  for (const [at, entry] of session.entries()) {
    if (at < skipped) continue;
    const step = flow[index];
    if (!step) {
      skipped = passOver(session, at, DEVICE);
      if (skipped === at) return wrong(at, `${nameOf(entry)} after the last step`);
      continue;
    }
    if (at >= end) return wrong(at, 'too many rounds', 'AttemptsUsed');
    const round = roundOf(entry, step, circumstances);
    if (typeof round === 'string') return wrong(at, `${round} at step ${step.name}`);
    // The round before was free if this one says so; it can give back no more than that one attempt.
    if (last && round.asked?.spent === spent - 1) spent -= 1;
    if (round.asked && round.asked.spent !== spent) return wrong(at, 'a wrong count of attempts');
    if (spent >= step.attempts) return wrong(at, 'asked after the last attempt');
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
  // Free only if the next round can record it: another create function's rounds have no count.
  if (last?.asked && circumstances.action) spent -= 1;
  if (spent >= step.attempts) return fail(`step ${step.name} was failed ${spent} times`, 'AttemptsUsed');
  return { next: 'ask', step, index, spent, ...(last && { last }) };
}

const beginsWithPassword = ([first]: readonly FlowStep[]) => first?.challenges[0] === 'password';

/** The round that an entry describes, if the step asked for it; otherwise what is wrong with the entry. */
function roundOf(entry: SessionEntry, step: FlowStep, { ownCreate }: Circumstances): Round | string {
  if (entry.challengeName !== 'CUSTOM_CHALLENGE') return nameOf(entry);
  // AWS's example of a create function returns no metadata. The module's own is never empty.
  const isBare = (entry.challengeMetadata ?? '') === '';
  if (isBare && ownCreate) return { challenge: step.challenges[0] };
  const round = fromMetadata(entry.challengeMetadata);
  const isOf =
    round &&
    (step.challenges as readonly string[]).includes(round.challenge) &&
    (!round.asked || round.asked.step === step.name);
  return isOf ? round : `${isBare ? 'no' : 'another'} challengeMetadata`;
}

/** One of Cognito's entries for the log: only its name and its result. */
function nameOf({ challengeName, challengeResult }: SessionEntry): string {
  return JSON.stringify([challengeName, challengeResult]).slice(0, 40);
}

const wrong = (at: number, reason: string, end?: End) => fail(`session[${at}]: ${reason}`, end);

export const fail = (reason: string, end: End = 'UnexpectedSession') =>
  ({ next: 'fail', end, reason }) as const;
