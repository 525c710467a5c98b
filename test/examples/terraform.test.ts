import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { need } from '../support/need.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const configurations = readdirSync(examples).filter(name => existsSync(join(examples, name, 'main.tf')));

/** Whether they are valid, `test/terraform/interface/validate.test.ts` tells. */
describe('The Terraform examples', () => {
  before(need('terraform'));

  for (const name of configurations) {
    it(`${name} is formatted as terraform fmt would`, () => {
      execFileSync('terraform', ['fmt', '-check', '-diff', join(examples, name)]);
    });
  }
});
