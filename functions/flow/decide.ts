import type { Step } from '../settings.ts';
import { fromMetadata, type Round } from './round.ts';

/** What comes next in a sign-in. `reason` is for the operator's log: the end user is told nothing of it. */
export type Decision =
  | { readonly next: 'ask'; readonly step: Step; readonly index: number; readonly failures: readonly Round[] }
  | { readonly next: 'tokens' }
  | { readonly next: 'fail'; readonly reason: string };

/** An entry of the session, as it came: nothing about it is trusted before it was looked at. */
export type SessionEntry = Readonly<
  Record<'challengeName' | 'challengeResult' | 'challengeMetadata', unknown>
>;

/**
 * Walks the flow over the session. Every entry must be the one that the flow calls for at its place: anything else
 * ends the sign-in. Tokens come after the last step only; a `true` counts for the step that was asked, by name.
 *
 * The client decides whether the session starts with SRP_A (it asks for SRP in InitiateAuth). The entry says that a
 * password check may begin, never that one was passed, so it counts for nothing by itself.
 */
export function decide(flow: readonly Step[], session: readonly SessionEntry[]): Decision {
  const entries = [...session];
  let index = 0;
  if (flow[0]?.challenge === 'password') {
    const [srp, password] = entries.splice(0, 2);
    if (!passed(srp, 'SRP_A')) return fail('the flow starts with a password, the client did not (SRP_A)');
    if (password === undefined) return { next: 'ask', step: flow[0], index, failures: [] };
    if (!passed(password, 'PASSWORD_VERIFIER')) return fail('the password was not verified');
    index = 1;
  }
  let failures: Round[] = [];
  for (const entry of entries) {
    const step = flow[index];
    if (!step) return fail('the session goes on after the last step');
    const round = roundOf(entry, step);
    if (!round) return fail(`the session has an entry that step ${step.name} did not ask for`);
    if (entry.challengeResult === true) {
      index++;
      failures = [];
    } else {
      failures.push(round);
      if (failures.length >= step.attempts)
        return fail(`step ${step.name} was failed ${failures.length} times`);
    }
  }
  const step = flow[index];
  return step ? { next: 'ask', step, index, failures } : { next: 'tokens' };
}

function passed(entry: SessionEntry | undefined, name: string): boolean {
  return entry?.challengeName === name && entry.challengeResult === true;
}

/** The round that an entry tells of, if the step asked for it. */
function roundOf(entry: SessionEntry, step: Step): Round | undefined {
  const round = fromMetadata(entry.challengeMetadata);
  const fits = entry.challengeName === 'CUSTOM_CHALLENGE' && round?.challenge === step.challenge;
  return fits && (round.asked?.step ?? step.name) === step.name ? round : undefined;
}

const fail = (reason: string): Decision => ({ next: 'fail', reason });
