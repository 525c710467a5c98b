import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModule } from '../../modules/build-module.ts';
import { need } from '../support/need.ts';
import { terraformIn, useScratchFolder } from '../support/terraform.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const configurations = readdirSync(examples).filter(name => existsSync(join(examples, name, 'main.tf')));

describe('The Terraform examples', function () {
  this.timeout(120_000);
  before(need('terraform'));
  const scratch = useScratchFolder();

  it('are valid configurations that call the built module', async () => {
    // A copy of the project's layout, since they look for the module in ../../dist.
    await buildModule(scratch('dist'));
    const validated = configurations.map(async name => {
      const folder = scratch(`examples/${name}`);
      cpSync(join(examples, name), folder, {
        recursive: true,
        filter: file => !/\.terraform|\.tfstate|node_modules/.test(file),
      });
      const terraform = terraformIn(folder, {});
      await terraform.init();
      await terraform.validate();
    });
    await Promise.all(validated);
  });

  for (const name of configurations) {
    it(`${name} is formatted as terraform fmt would`, () => {
      execFileSync('terraform', ['fmt', '-check', '-diff', join(examples, name)]);
    });
  }
});
