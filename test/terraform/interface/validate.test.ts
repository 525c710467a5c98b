import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { buildModule } from '../../../modules/build-module.ts';
import { synthesize } from '../../../modules/synthesize.ts';
import { need } from '../../support/need.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { terraformIn } from '../../support/terraform.ts';
import { leastAwsProvider, leastVersions } from './least-versions.ts';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

/** Examples that are Terraform configurations. */
const configurations = readdirSync(examples, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .filter(name => readdirSync(join(examples, name)).some(file => /\.tf(\.json)?$/.test(file)));

describe(`terraform validate, with AWS provider ${leastAwsProvider}`, function () {
  this.timeout(120_000);

  const scratch = useScratchFolder();

  before(async function () {
    need('terraform').call(this);
    // As in the repository: the examples call ../../dist/terraform-aws-cognito-challenge.
    await buildModule(scratch('dist'));
    cpSync(examples, scratch('examples'), {
      recursive: true,
      filter: source => !/\.terraform/.test(source),
    });
  });

  async function validate(folder: string): Promise<void> {
    const terraform = terraformIn(folder, leastVersions);
    await terraform.init();
    await terraform.validate();
  }

  it('finds examples to validate', () => {
    expect(configurations).to.include('minimal');
  });

  it('accepts the stack', async () => {
    await validate(await synthesize(scratch('cdktf.out')));
  });

  for (const name of configurations) {
    it(`accepts examples/${name}`, async () => {
      await validate(scratch(`examples/${name}`));
    });
  }
});
