import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onExit } from '../../local/lambda/on-exit.ts';
import { runningProvider } from './aws-provider.ts';

/** How a command ended. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Terraform in a folder, with an AWS provider that is running.
 *
 * @throws Error where it could not be run; how it ended is for the caller to judge
 */
export async function runTerraform(folder: string, args: readonly string[]): Promise<Run> {
  const [command = ''] = args;
  const provider = await providerFor(command, folder);
  return new Promise((resolve, reject) => {
    const env = { ...environment(), ...provider?.environment };
    const options = { cwd: folder, env, maxBuffer: 256 * 1024 * 1024 };
    const child = execFile('terraform', args, options, (error, stdout, stderr) => {
      forget();
      // What is destroyed is done with.
      if (command === 'destroy') provider?.end();
      if (error && typeof error.code !== 'number') return reject(error);
      resolve({ status: Number(error?.code ?? 0), stdout, stderr });
    });
    const forget = onExit(() => child.kill('SIGKILL'));
  });
}

/** One for each folder, whose files it reads, and one for all that is only validated or mocked. */
async function providerFor(command: string, folder: string) {
  if (['test', 'validate'].includes(command)) return runningProvider(folder);
  return ['plan', 'apply', 'destroy'].includes(command) ? runningProvider(folder, folder) : undefined;
}

/** The environment as it comes. Providers are kept between runs, unless somebody has said where they come from. */
function environment(): NodeJS.ProcessEnv {
  const told = process.env.TF_CLI_CONFIG_FILE ?? process.env.TF_PLUGIN_CACHE_DIR;
  return {
    ...process.env,
    TF_IN_AUTOMATION: 'true',
    CHECKPOINT_DISABLE: 'true',
    // Short runs with much memory at their start: Go's collector would take a sixth of the time.
    GOGC: process.env.GOGC ?? '400',
    ...(told === undefined && {
      TF_PLUGIN_CACHE_DIR: pluginCache(),
      // Otherwise Terraform uses the cache only where there is a lock file, and a new root has none.
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true',
    }),
  };
}

function pluginCache(): string {
  const worker = process.env.MOCHA_WORKER_ID ?? 'alone';
  const folder = fileURLToPath(new URL(`../../node_modules/.cache/terraform/${worker}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  return folder;
}
