/** The rest of a rehearsal: Terraform makes and destroys on moto what it would on AWS. moto runs no triggers. */

import { findProgram } from '../local/lambda/runtimes/find-program.ts';
import { motoApi } from '../test/support/moto/api.ts';
import { inventory } from '../test/support/moto/inventory.ts';
import { startMoto } from '../test/support/moto/moto.ts';
import { ACCOUNT_ID, providerBlock, REGION } from '../test/support/moto/provider.ts';
import { findPlace } from './aws/account.ts';
import { awsStage, named } from './deploy/aws-stages.ts';
import { withDeployment } from './deploy/deployed.ts';
import { newName } from './deploy/names.ts';
import { buildAll } from './deploy/packages.ts';
import type { Progress } from './progress.ts';
import { arns } from './questions/arns.ts';
import { EMAIL_FROM, PACE_HERE } from './rehearse.ts';
import type { Result } from './result.ts';
import { run } from './run.ts';
import { expectThat } from './scenario.ts';

/** Why the deployment cannot be tried on this machine. */
export function deploymentNotHere(): string | undefined {
  const missing = ['terraform', 'moto_server'].filter(program => findProgram(program) === undefined);
  return missing.length === 0 ? undefined : `${missing.join(' and ')} not on the PATH`;
}

/**
 * @param folder outside of the repository
 * @returns what moto says to the questions that need no trigger
 * @throws Error where something is not deployed, or is left when all is destroyed
 */
export async function rehearseDeployment(
  folder: string,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<readonly Result[]> {
  const moto = await startMoto();
  try {
    const target = {
      region: REGION,
      endpoint: moto.endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    const place = await findPlace(target);
    expectThat(place.accountId === ACCOUNT_ID, 'moto’s account');
    const deploying = {
      ...{ name: newName(), place, emailFrom: EMAIL_FROM, folder, keep: false, signal },
      provider: providerBlock(moto.endpoint),
      environment: {},
      built: await buildAll(folder),
      say: progress.say,
    };
    const results = await withDeployment(deploying, async (outputs, about) => {
      const there = await inventory(motoApi(moto.endpoint));
      progress.say(`${there.length} resources of ${Object.keys(outputs).length} configurations are there`);
      return run({
        ...{ scenarios: arns, progress, signal, notHere: () => undefined },
        open: async (configuration, observe) => ({
          stage: awsStage(configuration, named(outputs, configuration), {
            ...{ run: about, target, pace: PACE_HERE, signal, observe },
          }),
          close: async () => undefined,
        }),
      });
    });
    const left = await inventory(motoApi(moto.endpoint));
    expectThat(left.length === 0, `nothing to be left, not ${left.join(', ')}`);
    progress.say('all of it is destroyed');
    return results;
  } finally {
    await moto.close();
  }
}
