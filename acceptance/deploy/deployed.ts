/** The life of a deployment: made by Terraform, used, and destroyed whatever happens. */

import { join } from 'node:path';
import { leftovers } from '../report.ts';
import type { Place } from './names.ts';
import type { Built } from './packages.ts';
import { type Run, type StageOutput, writeRoot } from './root.ts';
import { type Terraform, terraformIn } from './terraform.ts';

export interface Deploying {
  readonly name: string;
  readonly place: Place;
  readonly emailFrom: string | undefined;
  readonly built: Built;
  /** The root's: outside of the repository. */
  readonly folder: string;
  /** HCL. */
  readonly provider: string;
  /** Of Terraform. */
  readonly environment: Readonly<Record<string, string>>;
  /** Leaves the deployment, and says how to delete it. */
  readonly keep: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export type Outputs = Readonly<Record<string, StageOutput>>;

/**
 * @param use what is done with it, once it is there
 * @throws NotDestroyed, or what `use`, Terraform or the signal throws once everything is destroyed
 */
export async function withDeployment<Result>(
  deploying: Deploying,
  use: (outputs: Outputs, run: Run) => Promise<Result>,
): Promise<Result> {
  const { name, place, emailFrom, built, folder, keep, say, signal } = deploying;
  const root = join(folder, 'root');
  const run: Run = { name, place, emailFrom, packages: built.packages };
  writeRoot(run, root, built.modulePath, deploying.provider);
  const terraform = terraformIn(root, deploying.environment, say);
  const tellLeft = async () => {
    const left = await addresses(terraform);
    for (const line of leftovers(name, place.region, root, left)) say(line);
  };

  signal.throwIfAborted();
  await terraform.init();
  try {
    await terraform.apply();
    signal.throwIfAborted();
    return await use((await terraform.output()) as Outputs, run);
  } finally {
    if (keep) await tellLeft();
    else {
      try {
        await terraform.destroy();
      } catch (error) {
        await tellLeft();
        // biome-ignore lint/correctness/noUnsafeFinally: what is left costs money, and goes before what came before it
        throw new NotDestroyed(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

/** Something is left in the account, and Terraform's state with it. */
export class NotDestroyed extends Error {
  override readonly name = 'NotDestroyed';
}

/** What Terraform knows of; nothing where it cannot even say that. */
async function addresses(terraform: Terraform): Promise<readonly string[]> {
  try {
    return await terraform.left();
  } catch (error) {
    return [`unknown: ${error instanceof Error ? error.message : error}`];
  }
}
