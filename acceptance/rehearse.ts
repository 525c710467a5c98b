/** A run on this machine: sign-ins and questions on the local AWS, deployment and destruction on moto. */

import { LOCAL_PLACE, openLocalStage } from './deploy/local-stages.ts';
import { newName } from './deploy/names.ts';
import { buildAll } from './deploy/packages.ts';
import type { Run } from './deploy/root.ts';
import { notHere } from './not-here.ts';
import type { Progress } from './progress.ts';
import type { Identity } from './record/redact.ts';
import type { Result } from './result.ts';
import { run } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Pace } from './stage.ts';

/** Long enough for each branch, and no longer. */
export const PACE_HERE: Pace = {
  rounds: 8,
  sizes: [128, 2048, 16_384],
  passwordWaitsMs: [2000, 120_000],
  slowMs: 3000,
  settleMs: 300,
  waitsForResend: false,
};

/** An address of nobody’s, for what would go through SES. */
export const EMAIL_FROM = 'accept@example.com';

/** What is built once for any number of rehearsals. */
export interface Prepared {
  readonly modulePath: string;
  readonly run: Run;
}

export interface Rehearsal {
  readonly results: readonly Result[];
  readonly identity: Identity;
}

/** @param folder where the built module and the zips go: outside of the repository */
export async function prepare(folder: string): Promise<Prepared> {
  const { modulePath, packages } = await buildAll(folder);
  return { modulePath, run: { name: newName(), place: LOCAL_PLACE, packages, emailFrom: EMAIL_FROM } };
}

export async function rehearse(
  { modulePath, run: about }: Prepared,
  options: {
    readonly scenarios: readonly Scenario[];
    readonly pace: Pace;
    readonly progress: Progress;
    readonly signal: AbortSignal;
  },
): Promise<Rehearsal> {
  const { scenarios, pace, progress, signal } = options;
  const results = await run({
    ...{ scenarios, progress, signal, notHere },
    open: (name, observe) => openLocalStage(name, modulePath, { run: about, pace, signal, observe }),
  });
  return { results, identity: { account: LOCAL_PLACE.accountId, run: about.name } };
}
