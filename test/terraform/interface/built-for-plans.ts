import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildModule } from '../../../modules/build-module.ts';
import { terraformIn } from '../../support/terraform.ts';
import { leastVersions } from './least-versions.ts';

const RULE = /\n {2}rule \{\n[\s\S]*?\n {2}\}\n/g;

/**
 * The built module after `terraform init`, for many plans that make no web ACL. The ACL's rules are left out: the provider's
 * schema of them is so deep that Terraform spends two fifths of each plan on them, whether there is an ACL or not.
 *
 * @returns its folder
 */
export async function builtForPlans(outdir: string): Promise<string> {
  const { folder } = await buildModule(outdir);
  const file = join(folder, 'waf.tf');
  const text = readFileSync(file, 'utf8');
  const rest = text.replace(RULE, '\n');
  if (text.split(RULE).length !== 3 || rest.includes('rate_based_statement'))
    throw new Error('waf.tf has no longer two rules, written as they were.');
  writeFileSync(file, rest);
  await terraformIn(folder, leastVersions).init();
  return folder;
}
