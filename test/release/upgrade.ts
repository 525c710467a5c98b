import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
 * Applies examples/hardened of an older commit, with the module of then, on moto; then both as they are now; and destroys it.
 * The upgrade may destroy or replace nothing of the module, unless the notes of the version name its address: a `moved` block
 * keeps what has only another address.
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
    const caller = join(folder, 'caller');
    const terraform = terraformIn(caller, {
      'provider_override.tf': providerBlock(moto.endpoint),
      'terraform.tfvars': TO_TRY,
    });
    cloneAt(project, join(folder, 'old'), from);
    takeHardened({ root: join(folder, 'old'), module: moduleOf(folder), caller });
    await terraform.init();
    await terraform.apply();

    const module = (await buildModule(join(folder, 'new'))).folder;
    takeHardened({ root: project, module, caller });
    await terraform.init();
    const changes = await planned(terraform, '-out=upgrade');
    const lost = unannouncedLosses(
      changes.filter(({ address }) => address.startsWith('module.')),
      notes,
    );
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

/** What can be destroyed again, without the saved queries that moto does not have. An older example ignores what it does not know. */
const TO_TRY = `deletion_protection_enabled = false
log_groups_kept_enabled     = false
queries_enabled             = false
`;

interface Hardened {
  /** Where `examples/hardened` is: a repository's root, or that of a release. */
  readonly root: string;
  /** A built module. */
  readonly module: string;
  /** Where both go: the module beside the example, in place of what was there. */
  readonly caller: string;
}

/** The example as its reader has it, but for the module's address. */
function takeHardened({ root, module, caller }: Hardened): void {
  for (const file of readdirSync(caller).filter(
    name => name.endsWith('.tf') && name !== 'provider_override.tf',
  ))
    rmSync(join(caller, file));
  const example = join(root, 'examples/hardened');
  for (const file of readdirSync(example).filter(name => name.endsWith('.tf')))
    writeFileSync(join(caller, file), withModuleBeside(readFileSync(join(example, file), 'utf8')));
  rmSync(join(caller, 'module'), { recursive: true, force: true });
  cpSync(module, join(caller, 'module'), { recursive: true });
}

/** A release's example names the address that it was released under, of a registry with a version. */
export const withModuleBeside = (text: string): string =>
  text.replace(
    /^(module "\w+" \{\n\s*)source\s*= "[^"]*"(?:\n\s*version\s*= "[^"]*")?/m,
    '$1source = "./module"',
  );

/** moto forgets the descriptions of security groups' rules, so each plan wants to write them. */
async function planned(terraform: Terraform, ...options: readonly string[]): Promise<readonly Change[]> {
  const changes = await terraform.plan(...options);
  return changes.filter(
    ({ action, address }) => !(action === 'update' && /^aws_vpc_security_group_\w+_rule\./.test(address)),
  );
}

/**
 * The module of the commit in `old`: a release's tag has it at its root; from sources it is built, with the packages of today.
 *
 * @param folder where to build
 */
function moduleOf(folder: string): string {
  const old = join(folder, 'old');
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
