/** Serves a module on this machine, and goes on with what its files say when they change. */

import { consolePages } from '../console/pages.ts';
import { testSecrets } from '../console/site-verify.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../local-aws.ts';
import { reloads } from '../reload/reloads.ts';
import type { ModuleSource } from './module-source.ts';
import { type Given, readGiven, readSetup, type Setup, type SetupOptions } from './setup.ts';

export interface RunOptions
  extends SetupOptions,
    Omit<LocalAwsOptions, 'deployment' | 'deploy' | keyof SetupOptions> {
  readonly reload: 'on change' | 'never';
  /** Takes lines for the person who runs it. */
  readonly say: (line: string) => void;
}

export interface Running {
  readonly local: LocalAws<LocalAws['demoUser'] | undefined>;
  /** What runs now. */
  readonly setup: () => Setup;
  close(): Promise<void>;
}

/** @throws Error for what a plan would refuse, and for a port that is taken */
export async function run(module: ModuleSource, options: RunOptions): Promise<Running> {
  let given = await readGiven(options);
  let setup = await readSetup(module, given, options);
  // One object: functions read it as they are initialized, before the ones that they replace are gone.
  const secrets = { ...testSecrets, ...setup.secrets };
  const takeUp = (next: Setup) => {
    setup = next;
    for (const arn of Object.keys(secrets)) delete secrets[arn];
    Object.assign(secrets, testSecrets, next.secrets);
  };
  for (const remark of [...given.remarks, ...setup.remarks]) options.say(remark);
  const local = await startLocalAws({
    pages: consolePages(module.assets, Date.now),
    ...options,
    secrets,
    deployment: setup.deployment,
    inputs: given.values,
    deploy: async values => {
      takeUp(await readSetup(module, { ...given, values }, options, setup));
      return setup.deployment;
    },
  });

  /** @param next inputs from their files; absent where those have not changed */
  async function deploy(next?: Given): Promise<readonly string[]> {
    const before = { given, setup };
    try {
      given = next ?? given;
      await local.deploy(next?.values);
      return [...(next?.remarks ?? []), ...setup.remarks];
    } catch (error) {
      given = before.given;
      takeUp(before.setup);
      throw error;
    }
  }
  const stop = options.reload === 'never' ? () => undefined : reloads(module, options, deploy);
  return {
    local,
    setup: () => setup,
    close: async () => {
      stop();
      await local.close();
    },
  };
}
