/** Sign-ins and what else calls functions, each with its calls: the newest ones. */

import type { SignIn } from '../cognito/auth/sign-in.ts';
import { withCure } from './cure.ts';
import type { Call, Change, Run } from './protocol.ts';

export interface Runs {
  readonly list: () => readonly Run[];
  signIn(signIn: SignIn): void;
  /** Begins a run for a call that belongs to no sign-in. */
  begin(run: Pick<Run, 'id' | 'username' | 'clientId' | 'status'>): void;
  /** Adds a call, or puts it in the place of what was known of it. */
  put(runId: string, call: Call): void;
  has(runId: string): boolean;
  /** The newest call of a role in a run. */
  last(runId: string, role: string): Call | undefined;
  clear(): void;
}

type Kept = { -readonly [Key in keyof Run]: Run[Key] } & { calls: Call[] };

const MAX_RUNS = 100;
/** A sign-in has at most as many rounds as its Session has room for; somebody may resend for hours. */
const MAX_CALLS = 200;

/** @param now epoch milliseconds */
export function createRuns(publish: (change: Change) => void, now: () => number): Runs {
  const runs = new Map<string, Kept>();

  function tell({ calls: _, ...run }: Kept): void {
    publish({ type: 'run', run });
  }

  function begin(run: Pick<Run, 'id' | 'username' | 'clientId' | 'status'>): Kept {
    const kept: Kept = { ...run, startedAtMs: now(), calls: [] };
    runs.set(run.id, kept);
    const [oldest] = runs.keys();
    if (runs.size > MAX_RUNS && oldest !== undefined) runs.delete(oldest);
    return kept;
  }

  return {
    list: () => [...runs.values()].map(run => ({ ...run, calls: [...run.calls] })),
    signIn: ({ id, username, clientId, status, error }) => {
      const run = runs.get(id) ?? (status === 'open' ? begin({ id, username, clientId, status }) : undefined);
      // It was forgotten while it went on.
      if (!run) return;
      run.status = status;
      if (error) run.error = withCure(error, run.calls.at(-1));
      tell(run);
    },
    begin: run => tell(begin(run)),
    put: (runId, call) => {
      const run = runs.get(runId);
      if (!run) return;
      const at = run.calls.findIndex(({ id }) => id === call.id);
      if (at >= 0) run.calls[at] = call;
      else run.calls.push(call);
      if (run.calls.length > MAX_CALLS) run.calls.shift();
      publish({ type: 'call', runId, call });
    },
    has: runId => runs.has(runId),
    last: (runId, role) => runs.get(runId)?.calls.findLast(call => call.role === role),
    clear: () => runs.clear(),
  };
}
