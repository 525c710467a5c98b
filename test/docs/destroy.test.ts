import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { need } from '../support/need.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';
import { terraformIn } from '../support/terraform.ts';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

describe('what docs/operations.md has against a destroy', function () {
  this.timeout(120_000);
  before(need('terraform'));
  const scratch = useScratchFolder();

  it('stops it before anything is destroyed, and is no hindrance once it is taken out', async () => {
    const [block = ''] = /resource "terraform_data" "sign_in_stays" \{[\s\S]+?\n\}\n/.exec(page) ?? [];
    const module = 'module "sign_in" {\n  source = "./module"\n}\n';
    const terraform = terraformIn(scratch('caller'), { 'main.tf': module, 'stays.tf': block });
    terraformIn(scratch('caller/module'), { 'main.tf': 'resource "terraform_data" "pool" {}\n' });
    await terraform.init();
    await terraform.apply();

    const refusal = await terraform.destroy().catch((error: Error) => error.message);
    expect(refusal).to.include('Take terraform_data.sign_in_stays out first.');
    expect(await terraform.stateList()).to.include('module.sign_in.terraform_data.pool');

    terraformIn(scratch('caller'), { 'stays.tf': '' });
    await terraform.destroy();
    expect(await terraform.stateList()).to.deep.equal([]);
  });
});
