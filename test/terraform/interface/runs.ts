import { outputs } from '../../../modules/outputs.ts';
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

const planned: Readonly<Record<string, Run>> = {
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

/** Terraform leaves a null output out of `terraform output`, and the command line of CDKTF 0.21.0 fails on it. */
const hasEveryOutput = Object.keys(outputs)
  .map(name => `output.${name} != null`)
  .join(' && ');

/** Every plan that is looked at, by name. */
export const runs: Readonly<Record<string, Run>> = Object.fromEntries(
  Object.entries(planned).map(([name, run]) => [
    name,
    { ...run, holds: { ...run.holds, 'has no output that is null': hasEveryOutput } },
  ]),
);
