/**
 * `npm run release-check [-- --skip-provider-lock]`: the stack through CDKTF's own command line, on moto: deploy,
 * diff, destroy. Run by hand before a release, since the command line is 400 MB and nobody else needs it.
 * `--skip-provider-lock` is for machines that cannot reach Terraform's registry.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onExit } from '../../local/lambda/on-exit.ts';
import { motoApi } from '../support/moto/api.ts';
import { inventory } from '../support/moto/inventory.ts';
import { startMoto } from '../support/moto/moto.ts';
import { REGION } from '../support/moto/provider.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-cdktf-'));
onExit(() => rmSync(folder, { recursive: true, force: true }));
const moto = await startMoto();
try {
  const api = motoApi(moto.endpoint);
  const options = process.argv.slice(2);

  await cdktf('deploy', '--auto-approve', ...options);
  const made = await inventory(api);
  if (!made.includes('user pool release-check'))
    throw new Error(`deploy made ${made.join(', ') || 'nothing'}.`);

  const diff = await cdktf('diff', ...options);
  if (!diff.includes('No changes.')) throw new Error('diff wants changes right after deploy.');

  await cdktf('destroy', '--auto-approve', ...options);
  const left = await inventory(api);
  if (left.length > 0) throw new Error(`destroy left ${left.join(', ')}.`);
  console.log('\ndeploy, diff and destroy did what they should.');
} finally {
  await moto.close();
}

/** Runs a command, shows what it prints, and gives it. */
async function cdktf(...args: readonly string[]): Promise<string> {
  console.log(`\n$ cdktf ${args.join(' ')}`);
  const command = ['--yes', 'cdktf-cli@0.21.0', ...args, '--output', join(folder, 'cdktf.out')];
  const cli = spawn('npx', command, {
    cwd: project,
    env: { ...process.env, ...environment() },
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
function environment(): NodeJS.ProcessEnv {
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
