import { takenFromElsewhere } from './elsewhere.ts';
import { appliedRuns } from './runs/applied.ts';
import { attachedRuns } from './runs/attached.ts';
import { defaultRun } from './runs/defaults.ts';
import { everythingRun } from './runs/everything.ts';
import { ownPackagesRun } from './runs/own-packages.ts';
import { poolSettingsRuns } from './runs/pool-settings.ts';
import type { Run } from './runs/run.ts';
import { triggerRuns } from './runs/triggers.ts';
import { userPoolRuns } from './runs/user-pool.ts';

/** Every plan that is looked at, by name. */
export const runs: Readonly<Record<string, Run>> = {
  ...defaultRun,
  ...everythingRun,
  ...attachedRuns,
  ...userPoolRuns,
  ...poolSettingsRuns,
  ...triggerRuns,
  ...ownPackagesRun,
  ...appliedRuns,
  'with what may be of another region': {
    inputs: { name: 'acme', ...takenFromElsewhere },
    holds: { 'is planned': 'length(aws_lambda_function.deliver_challenge) == 1' },
  },
};
