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
 * Runs Terraform in a folder. A provider that is not configured, for a test that mocks it or a validation, may be one that
 * is running; configured a second time, the AWS provider fails.
 *
 * @throws Error where it could not be run; how it ended is for the caller to judge
 */
export async function runTerraform(folder: string, args: readonly string[]): Promise<Run> {
  const provider = ['test', 'validate'].includes(args[0] ?? '') ? await runningProvider(folder) : {};
  return new Promise((resolve, reject) => {
    const env = { ...environment(), ...provider };
    const options = { cwd: folder, env, maxBuffer: 256 * 1024 * 1024 };
    const child = execFile('terraform', args, options, (error, stdout, stderr) => {
      forget();
      if (error && typeof error.code !== 'number') return reject(error);
      resolve({ status: Number(error?.code ?? 0), stdout, stderr });
    });
    const forget = onExit(() => child.kill('SIGKILL'));
  });
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
