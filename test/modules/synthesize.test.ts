import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { functionNames, packagePath } from '../../modules/packages.ts';
import { synthesize } from '../../modules/synthesize.ts';
import { INPUTS_SOURCE, withTypedInputs } from '../../modules/typed-inputs.ts';
import { moduleJson, stackJson, type TerraformJson } from './synthesized.ts';

describe('the stack', () => {
  let stack: TerraformJson;

  before(async () => {
    stack = await stackJson();
  });

  it('has what the module has: the same inputs, resources and outputs', () => {
    const { provider, terraform, ...rest } = withoutMetadata(stack) as TerraformJson;
    const { backend, ...versions } = terraform;

    expect({ terraform: versions, ...rest }).to.deep.equal(
      withoutMetadata(withTypedInputs(moduleJson()).root),
    );
  });

  it('has a provider, which takes its region from the environment', () => {
    expect(stack.provider).to.deep.equal({ aws: [{}] });
  });

  it('keeps its state in the project’s folder, which no synthesis writes anew', () => {
    const { backend } = stack.terraform as { backend: { local: { path: string } } };

    expect(resolve('/project/cdktf.out/stacks/cognito-challenge', backend.local.path)).to.equal(
      '/project/terraform.cognito-challenge.tfstate',
    );
  });

  it('has the module of its inputs beside it, as the built module has', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'cognito-challenge-stack-'));
    try {
      const folder = await synthesize(outdir);

      const inputs = JSON.parse(readFileSync(join(folder, INPUTS_SOURCE, 'main.tf.json'), 'utf8'));
      expect(inputs).to.deep.equal(withTypedInputs(moduleJson()).inputs);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  it('has each package where its JSON looks for it', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'cognito-challenge-stack-'));
    try {
      const folder = await synthesize(outdir);

      for (const name of functionNames) {
        const path = packagePath(name).replace('${path.module}', folder);
        expect(existsSync(path), path).to.equal(true);
      }
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});

function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '//');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutMetadata(inner)]));
}
