import { spawn } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onExit } from '../../local/lambda/on-exit.ts';

const NAME = 'registry.terraform.io/hashicorp/aws';
/** For a debugger it would log every call. */
const QUIET = {
  TF_LOG: 'OFF',
  TF_LOG_SDK: 'OFF',
  TF_LOG_SDK_PROTO: 'OFF',
  TF_LOG_SDK_MUX: 'OFF',
  TF_LOG_PROVIDER: 'OFF',
};
const started = new Map<string, Promise<NodeJS.ProcessEnv>>();

/**
 * What has Terraform use an AWS provider that is running, in place of starting one for each step of each command: that
 * is most of what a short command costs. It runs as it does for a debugger (`-debug`), and ends with this process.
 *
 * @param folder a configuration after `terraform init`, which says which provider that is
 * @returns variables of the environment; none where the configuration needs no AWS provider
 */
export async function runningProvider(folder: string): Promise<NodeJS.ProcessEnv> {
  const executable = providerOf(folder);
  if (!executable) return {};
  const running = started.get(executable) ?? start(executable);
  started.set(executable, running);
  return running;
}

/** Where `init` put it: `<version>/<platform>/terraform-provider-aws_…`, of which the platform's folder may be a link. */
function providerOf(folder: string): string | undefined {
  const root = join(folder, '.terraform/providers', NAME);
  if (!existsSync(root)) return undefined;
  const only = (path: string, [name = ''] = readdirSync(path)) => join(path, name);
  const platform = only(only(root));
  const executable = readdirSync(platform).find(name => name.startsWith('terraform-provider-aws'));
  return realpathSync(join(platform, executable ?? ''));
}

async function start(executable: string): Promise<NodeJS.ProcessEnv> {
  const env = { ...process.env, ...QUIET, GOGC: process.env.GOGC ?? '400' };
  const provider = spawn(executable, ['-debug'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  onExit(() => provider.kill('SIGKILL'));
  // Neither keeps this process alive.
  provider.unref();
  const lines = createInterface({ input: provider.stdout });
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    const [, reattach] = /TF_REATTACH_PROVIDERS='(.+)'/.exec(line) ?? [];
    if (!reattach) continue;
    provider.stdout.resume();
    (provider.stdout as unknown as { unref(): void }).unref();
    return { TF_REATTACH_PROVIDERS: reattach };
  }
  throw new Error(`The AWS provider ended before it served:\n${said.slice(-20).join('\n')}`);
}
