import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { buildModule } from '../../../modules/build-module.ts';
import { synthesize } from '../../../modules/synthesize.ts';
import { need } from '../../support/need.ts';
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

  let scratch: string;

  before(async function () {
    need('terraform').call(this);
    // As in the repository: the examples call ../../dist/terraform-aws-cognito-challenge.
    scratch = mkdtempSync(join(tmpdir(), 'cognito-challenge-validate-'));
    await buildModule(join(scratch, 'dist'));
    cpSync(examples, join(scratch, 'examples'), {
      recursive: true,
      filter: source => !/\.terraform/.test(source),
    });
  });
  after(() => {
    if (scratch) rmSync(scratch, { recursive: true });
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
    await validate(await synthesize(join(scratch, 'cdktf.out')));
  });

  for (const name of configurations) {
    it(`accepts examples/${name}`, async () => {
      await validate(join(scratch, 'examples', name));
    });
  }
});
