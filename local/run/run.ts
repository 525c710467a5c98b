/** Serves a module on this machine, and goes on with what its files say when they change. */

import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../local-aws.ts';
import { reloads } from '../reload/reloads.ts';
import type { ModuleSource } from './module-source.ts';
import { readSetup, type Setup, type SetupOptions } from './setup.ts';

export interface RunOptions extends SetupOptions, Omit<LocalAwsOptions, 'deployment' | 'secrets'> {
  readonly reload: 'on change' | 'never';
  /** Takes lines for the person who runs it. */
  readonly say: (line: string) => void;
}

export interface Running {
  readonly local: LocalAws;
  /** What runs now. */
  readonly setup: () => Setup;
  close(): Promise<void>;
}

/** @throws Error for what a plan would refuse, and for a port that is taken */
export async function run(module: ModuleSource, options: RunOptions): Promise<Running> {
  let setup = await readSetup(module, options);
  for (const remark of setup.remarks) options.say(remark);
  const local = await startLocalAws({ ...options, deployment: setup.deployment, secrets: setup.secrets });
  const stop =
    options.reload === 'never'
      ? () => undefined
      : reloads(module, options, {
          current: () => setup,
          apply: async (next, isRepackaged) => {
            await local.update({ deployment: next.deployment, secrets: next.secrets, isRepackaged });
            setup = next;
          },
        });
  return {
    local,
    setup: () => setup,
    close: async () => {
      stop();
      await local.close();
    },
  };
}
