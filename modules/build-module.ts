import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'cdktf';
import type { JsonObject } from '../local/terraform/json.ts';
import { archiveFolder } from './archive.ts';
import { moduleReadme } from './module-readme.ts';
import { writtenFiles } from './native-syntax/files.ts';
import { type Entry, outlineOf } from './native-syntax/outline.ts';
import { mappedNames, packageFunctions, sourceMap, writePackages } from './packages.ts';
import { currentVersion, type Release } from './release.ts';
import { writeExamples } from './released-examples.ts';
import { releasePages } from './released-pages.ts';
import { ReusableModule } from './reusable-module.ts';
import { type Configuration, INPUTS_SOURCE, withTypedInputs, writeInputs } from './typed-inputs.ts';

const NAME = 'terraform-aws-cognito-challenge';
const ABOUT_INPUTS =
  'The types of the inputs, and what holds across them. The module that calls this one takes `any` for an input with attributes, and refuses unknown ones: Terraform would drop them (terraform#29204).';
const repository = fileURLToPath(new URL('..', import.meta.url));

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
  await writeModule(folder, writeHcl);
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

/** Writes what runs of the module: its configuration, and the zips. */
export async function writeModule(folder: string, write: Write): Promise<void> {
  await mkdir(join(folder, INPUTS_SOURCE), { recursive: true });
  write(folder, moduleWithOutline());
  writePackages(await packageFunctions(), folder);
}

type Write = (folder: string, module: Synthesized) => void;

/** In Terraform's native syntax, for people who read it, and for tools that read nothing else. */
const writeHcl: Write = (folder, { configuration, outline }) => {
  const { root, inputs } = withTypedInputs(configuration);
  for (const [path, files] of [
    ['.', writtenFiles(root as JsonObject, outline)],
    [INPUTS_SOURCE, writtenFiles(inputs as JsonObject, outline, ABOUT_INPUTS)],
  ] as const)
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, path, file), text);
};

/** In Terraform's JSON syntax, for the local server, which reads it without a parser of HCL. */
export const writeJson: Write = (folder, { configuration }) => {
  const { root, inputs } = withTypedInputs(configuration);
  writeFileSync(join(folder, 'main.tf.json'), `${JSON.stringify(uncommented(root), null, 2)}\n`);
  writeInputs(inputs, folder);
};

interface Synthesized {
  readonly configuration: Configuration;
  readonly outline: readonly Entry[];
}

/**
 * The module's Terraform JSON by top-level block, keys in alphabetical order: as one configuration, with typed inputs.
 * `withTypedInputs` makes two of it.
 */
export function synthesizeModule(): Configuration {
  return uncommented(moduleWithOutline().configuration);
}

/** The same with its comments, and what JSON does not say. */
export function moduleWithOutline(): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'cognito-challenge-module-'));
  try {
    const app = new App({ outdir, skipValidation: true });
    const module = new ReusableModule(app, NAME);
    app.synth();
    const json: unknown = JSON.parse(readFileSync(join(outdir, 'stacks', NAME, 'cdk.tf.json'), 'utf8'));
    return { configuration: sorted(json) as Configuration, outline: outlineOf(module) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function sorted(value: unknown): unknown {
  return mapped(value, entries => entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const uncommented = <C>(configuration: C) =>
  mapped(configuration, entries => entries.filter(([key]) => key !== '//')) as C;

type Entries = [string, unknown][];

/** With other entries in each of its objects. */
function mapped(value: unknown, change: (entries: Entries) => Entries): unknown {
  if (Array.isArray(value)) return value.map(item => mapped(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = change(Object.entries(value));
  return Object.fromEntries(entries.map(([key, entry]) => [key, mapped(entry, change)]));
}
