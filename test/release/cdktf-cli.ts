import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onExit } from '../../local/lambda/on-exit.ts';
import { motoApi } from '../support/moto/api.ts';
import { inventory } from '../support/moto/inventory.ts';
import { type Moto, startMoto } from '../support/moto/moto.ts';
import { REGION } from '../support/moto/provider.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The stack through CDKTF's own command line, on moto: deploy, diff, destroy. It downloads the command line, which is 400 MB
 * and which nobody else needs.
 *
 * @param options of each call, such as `--skip-provider-lock`, for machines that cannot reach Terraform's registry
 * @throws Error where something is not as it should be
 */
export async function cdktfRoundTrip(options: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-cdktf-'));
  onExit(() => rmSync(folder, { recursive: true, force: true }));
  const moto = await startMoto();
  const cdktf = (...args: readonly string[]) => run([...args, ...options], { folder, moto });
  try {
    const api = motoApi(moto.endpoint);
    await cdktf('deploy', '--auto-approve');
    const made = await inventory(api);
    if (!made.includes('user pool release-check'))
      throw new Error(`deploy made ${made.join(', ') || 'nothing'}.`);

    const diff = await cdktf('diff');
    if (!diff.includes('No changes.')) throw new Error('diff wants changes right after deploy.');

    await cdktf('destroy', '--auto-approve');
    const left = await inventory(api);
    if (left.length > 0) throw new Error(`destroy left ${left.join(', ')}.`);
  } finally {
    await moto.close();
  }
}

interface Place {
  /** Of what CDKTF synthesizes. */
  readonly folder: string;
  readonly moto: Moto;
}

/** Runs a command, shows what it prints, and gives it. */
async function run(args: readonly string[], { folder, moto }: Place): Promise<string> {
  console.log(`\n$ cdktf ${args.join(' ')}`);
  const command = ['--yes', 'cdktf-cli@0.21.0', ...args, '--output', join(folder, 'cdktf.out')];
  const cli = spawn('npx', command, {
    cwd: project,
    env: { ...process.env, ...environment(moto) },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: npx does not pass a signal on to the command line, nor that to Terraform.
    detached: true,
  });
  const forget = onExit(() => cli.pid && process.kill(-cli.pid, 'SIGKILL'));
  const printed: string[] = [];
  cli.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.push(text);
    process.stdout.write(text);
  });
  const [status] = await once(cli, 'close');
  forget();
  if (status !== 0) throw new Error(`cdktf ${args[0]} ended with ${status}.`);
  return printed.join('');
}

/** Sends the AWS provider to moto, and keeps the command line from asking and from calling home. */
function environment(moto: Moto): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    TF_VAR_name: 'release-check',
    TF_VAR_user_pool: JSON.stringify({ deletion_protection_enabled: false }),
    CI: 'true',
    CHECKPOINT_DISABLE: 'true',
    DISABLE_VERSION_CHECK: 'true',
  };
}
