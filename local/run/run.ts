/** Serves a module on this machine, and goes on with what its files say when they change. */

import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../local-aws.ts';
import { reloads } from '../reload/reloads.ts';
import type { ModuleSource } from './module-source.ts';
import { readSetup, type Setup, type SetupOptions } from './setup.ts';

type ServerOptions = Omit<LocalAwsOptions, 'deployment' | 'secrets' | 'inputs' | 'deploy'>;

export interface RunOptions extends SetupOptions, ServerOptions {
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
  let given: SetupOptions = options;
  let setup = await readSetup(module, given);
  for (const remark of setup.remarks) options.say(remark);
  const { inputs: _, ...others } = options;
  const local = await startLocalAws({
    ...others,
    ...{ deployment: setup.deployment, secrets: setup.secrets, inputs: setup.inputs },
    // What a person enters takes the place of files and plans, until the next start.
    deploy: async (inputs, apply) => {
      const { plan: _plan, module: _module, ...rest } = options;
      const entered = { ...rest, inputs };
      const next = await readSetup(module, entered, setup);
      await apply(next);
      [given, setup] = [entered, next];
    },
  });
  const stop =
    options.reload === 'never'
      ? () => undefined
      : reloads(module, options, {
          given: () => given,
          current: () => setup,
          apply: async (next, isRepackaged) => {
            await local.update({ ...next, isRepackaged });
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
