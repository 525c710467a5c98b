import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
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
import { type Change, terraformIn } from '../support/terraform.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A caller with as much as it takes for every kind of resource that moto has. */
const CALLER = `
module "sign_in" {
  source = "./module"

  name = "release-check"
  flow = [{ challenge = "password" }, { challenge = "email_otp" }]

  email     = { from = "sign-in@example.com" }
  clients   = { app = {}, server = { secret_enabled = true } }
  user_pool = { deletion_protection_enabled = false }
}
`;

/** The tag of the newest release; undefined before the first one. */
export function newestRelease(): string | undefined {
  const [newest] = git(project, ['tag', '--list', 'v[0-9]*', '--sort=-version:refname']).split('\n');
  return newest === '' ? undefined : newest;
}

/**
 * Applies the module of an older commit, then this one over it, on moto, and destroys it. Nobody's resource may be destroyed or
 * replaced by the upgrade, unless the notes of the version name its address: a `moved` block keeps what has another address.
 *
 * @param from a release's tag, or a commit of the sources
 * @param notes of the version
 * @returns what the upgrade changes, by address
 */
export async function upgrade(from: string, notes: string): Promise<readonly Change[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-upgrade-'));
  onExit(() => rmSync(folder, { recursive: true, force: true }));
  const moto = await startMoto();
  try {
    const module = join(folder, 'caller/module');
    const files = { 'provider.tf': providerBlock(moto.endpoint), 'main.tf': CALLER };
    const terraform = terraformIn(join(folder, 'caller'), files);
    cpSync(moduleOf(from, folder), module, { recursive: true });
    await terraform.init();
    await terraform.apply();

    rmSync(module, { recursive: true });
    cpSync((await buildModule(join(folder, 'new'))).folder, module, { recursive: true });
    await terraform.init();
    const changes = await terraform.plan('-out=upgrade');
    const lost = changes.filter(({ action, address }) => isLoss(action) && !notes.includes(address));
    if (lost.length > 0)
      throw new Error(
        `The upgrade from ${from} loses what is there: ${lost.map(({ action, address }) => `${action} ${address}`).join(', ')}. ` +
          'Add a moved block where it has another address only; otherwise name the address in CHANGELOG.md.',
      );
    await terraform.apply('upgrade');
    const again = await terraform.plan();
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

const isLoss = (action: string) => ['delete', 'replace', 'remove', 'unknown'].includes(action);

/** The module of a commit: a release's tag has it at its root; from sources it is built, with the packages of today. */
function moduleOf(from: string, folder: string): string {
  const old = join(folder, 'old');
  git(project, ['worktree', 'add', '--detach', '--force', old, from]);
  const copy = join(folder, 'old-module');
  try {
    if (!existsSync(join(old, 'package.json'))) {
      cpSync(old, copy, { recursive: true });
      return copy;
    }
    symlinkSync(join(project, 'node_modules'), join(old, 'node_modules'));
    execFileSync(process.execPath, ['--import', 'tsx', 'modules/build.ts', join(folder, 'old-dist')], {
      cwd: old,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    cpSync(join(folder, 'old-dist/terraform-aws-cognito-challenge'), copy, { recursive: true });
    return copy;
  } finally {
    git(project, ['worktree', 'remove', '--force', old]);
  }
}
