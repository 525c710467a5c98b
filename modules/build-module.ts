import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'cdktf';
import { archiveFolder } from './archive.ts';
import { moduleReadme } from './module-readme.ts';
import { mappedNames, packageFunctions, sourceMap, writePackages } from './packages.ts';
import { currentVersion, type Release } from './release.ts';
import { writeExamples } from './released-examples.ts';
import { releasePages } from './released-pages.ts';
import { ReusableModule } from './reusable-module.ts';
import { type Configuration, withTypedInputs, writeInputs } from './typed-inputs.ts';

const NAME = 'terraform-aws-cognito-challenge';
const repository = fileURLToPath(new URL('..', import.meta.url));

/** Top-level blocks by the file that a module author would write them in. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'versions.tf.json': ['terraform'],
  'variables.tf.json': ['variable'],
  'main.tf.json': ['locals', 'module', 'data', 'resource', 'check', 'moved'],
  'outputs.tf.json': ['output'],
};

/**
 * Writes the reusable module to `<dist>/terraform-aws-cognito-challenge/` and an archive of it beside. Both are the
 * same to the byte for the same sources. The folder is what is released: Terraform's standard structure, with examples.
 *
 * @param release what README and examples say of where the module is
 * @returns the paths of both
 */
export async function buildModule(
  dist: string,
  release: Release = {},
): Promise<{ folder: string; archive: string }> {
  const folder = join(dist, NAME);
  rmSync(folder, { recursive: true, force: true });
  await writeModule(folder);
  await mkdir(join(folder, 'source-maps'));
  for (const name of mappedNames)
    writeFileSync(join(folder, 'source-maps', `${name}.map`), await sourceMap(name));
  writeFileSync(join(folder, 'README.md'), moduleReadme(release));
  for (const file of ['LICENSE', 'CHANGELOG.md', 'schemas']) {
    cpSync(join(repository, file), join(folder, file), { recursive: true });
  }
  const { dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies))
    cpSync(join(repository, 'node_modules', name, 'LICENSE'), join(folder, 'licenses', name));
  writeExamples(folder, release);
  releasePages(folder, release);
  const archive = join(dist, `${NAME}-${currentVersion()}.tar.gz`);
  writeFileSync(archive, await archiveFolder(folder));
  return { folder, archive };
}

/** Writes what runs of the module: its JSON, and the zips. */
export async function writeModule(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { root: blocks, inputs } = withTypedInputs(synthesizeModule());
  for (const [file, names] of Object.entries(FILES)) {
    const content = Object.fromEntries(
      names.filter(name => name in blocks).map(name => [name, blocks[name]]),
    );
    writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  }
  writeInputs(inputs, folder);
  writePackages(await packageFunctions(), folder);
}

/**
 * The module's Terraform JSON by top-level block, keys in alphabetical order: as one configuration, with typed inputs.
 * `withTypedInputs` makes two of it.
 */
export function synthesizeModule(): Configuration {
  const outdir = mkdtempSync(join(tmpdir(), 'cognito-challenge-module-'));
  try {
    const app = new App({ outdir, skipValidation: true });
    new ReusableModule(app, NAME);
    app.synth();
    const json: unknown = JSON.parse(readFileSync(join(outdir, 'stacks', NAME, 'cdk.tf.json'), 'utf8'));
    return sorted(json) as Configuration;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sorted(entry)]));
}
