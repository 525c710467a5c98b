import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onExit } from '../../local/lambda/on-exit.ts';
import { buildModule } from '../../modules/build-module.ts';
import { git } from '../../modules/tag-tree.ts';
import { motoApi } from '../support/moto/api.ts';
import { inventory } from '../support/moto/inventory.ts';
import { startMoto } from '../support/moto/moto.ts';
import { providerBlock } from '../support/moto/provider.ts';
import { type Change, type Terraform, terraformIn } from '../support/terraform.ts';
import { cloneAt } from './clone.ts';
import { unannouncedLosses } from './losses.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The tag of the newest release; undefined before the first one. */
export function newestRelease(): string | undefined {
  const [newest] = git(project, ['tag', '--list', 'v[0-9]*', '--sort=-version:refname']).split('\n');
  return newest === '' ? undefined : newest;
}

/**
 * Applies examples/hardened with the module of an older commit, then with this one, on moto, and destroys it. Nothing may be
 * destroyed or replaced by the upgrade, unless the notes of the version name its address: a `moved` block keeps what has only
 * another address.
 *
 * @param from a release's tag, or a commit of the sources
 * @param notes of the version
 * @returns what the upgrade changes
 */
export async function upgrade(from: string, notes: string): Promise<readonly Change[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-upgrade-'));
  onExit(() => rmSync(folder, { recursive: true, force: true }));
  const moto = await startMoto();
  try {
    const module = join(folder, 'caller/module');
    const terraform = hardened(join(folder, 'caller'), moto.endpoint);
    cpSync(moduleOf(from, folder), module, { recursive: true });
    await terraform.init();
    await terraform.apply();

    rmSync(module, { recursive: true });
    cpSync((await buildModule(join(folder, 'new'))).folder, module, { recursive: true });
    await terraform.init();
    const changes = await planned(terraform, '-out=upgrade');
    const lost = unannouncedLosses(changes, notes);
    if (lost.length > 0)
      throw new Error(
        `The upgrade from ${from} loses what is there: ${lost.map(({ action, address }) => `${action} ${address}`).join(', ')}. ` +
          'Add a moved block where it has another address only; otherwise name the address in CHANGELOG.md.',
      );
    await terraform.apply('upgrade');
    const again = await planned(terraform);
    if (again.length > 0)
      throw new Error(`The plan after the upgrade is not empty: ${JSON.stringify(again)}`);

    await terraform.destroy('-refresh=false');
    const left = await inventory(motoApi(moto.endpoint));
    if (left.length > 0) throw new Error(`destroy left ${left.join(', ')}.`);
    return changes;
  } finally {
    await moto.close();
  }
}

/** The example as its reader has it, but for the module, which is beside it, and AWS, which is moto. */
function hardened(folder: string, endpoint: string): Terraform {
  const example = join(project, 'examples/hardened');
  const files = readdirSync(example).filter(file => file.endsWith('.tf'));
  const texts = files.map(file => [
    file,
    readFileSync(join(example, file), 'utf8').replace(
      '"../../dist/terraform-aws-cognito-challenge"',
      '"./module"',
    ),
  ]);
  return terraformIn(folder, {
    ...Object.fromEntries(texts),
    'provider_override.tf': providerBlock(endpoint),
    'terraform.tfvars': 'deletion_protection_enabled = false\nlog_groups_kept_enabled = false\n',
  });
}

/** moto forgets the descriptions of security groups' rules, so each plan wants to write them. */
async function planned(terraform: Terraform, ...options: readonly string[]): Promise<readonly Change[]> {
  const changes = await terraform.plan(...options);
  return changes.filter(
    ({ action, address }) => !(action === 'update' && /^aws_vpc_security_group_\w+_rule\./.test(address)),
  );
}

/** The module of a commit: a release's tag has it at its root; from sources it is built, with the packages of today. */
function moduleOf(from: string, folder: string): string {
  const old = join(folder, 'old');
  cloneAt(project, old, from);
  const copied = { recursive: true, filter: (path: string) => !/\/(\.git|node_modules)$/.test(path) };
  if (!existsSync(join(old, 'package.json'))) {
    cpSync(old, join(folder, 'released'), copied);
    return join(folder, 'released');
  }
  execFileSync(process.execPath, ['--import', 'tsx', 'modules/build.ts', join(folder, 'built')], {
    cwd: old,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(folder, 'built/terraform-aws-cognito-challenge');
}
