import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { buildModule } from '../../modules/build-module.ts';
import { skipSuite } from '../support/need.ts';
import { useScratchFolder } from '../support/scratch-folder.ts';
import { sources } from './sources.ts';
import { stackJson, type TerraformJson } from './synthesized.ts';

const VERSION = '0.24.0';
const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/**
 * CDKTF is archived. Its maintained fork, CDK Terrain, must write the same Terraform from the same program, so that
 * the day when we move is a day like any other. docs/leaving-cdktf.md tells how. It runs on Node 20 as well: only the
 * fork's CLI asks for Node 22. Without the npm registry it is skipped, and with CI=true it fails.
 */
describe(`the program under cdktn ${VERSION}`, function () {
  this.timeout(120_000);

  const scratch = useScratchFolder();
  let program: string;

  before(async function () {
    program = scratch('program');
    const reason = await installReason();
    if (reason !== undefined) skipSuite(this, reason);
    linkProgram(program);
  });

  it('synthesizes the same stack', async () => {
    await run(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: program });

    const file = join(program, 'cdktf.out/stacks/cognito-challenge/cdk.tf.json');
    const theirs: WithMetadata = JSON.parse(readFileSync(file, 'utf8'));
    const ours = (await stackJson()) as WithMetadata;
    expect(theirs['//'].metadata.version).to.equal(VERSION);
    ours['//'].metadata.version = VERSION;
    expect(theirs).to.deep.equal(ours);
  });

  it('builds the same module, to the byte', async () => {
    await run(process.execPath, ['--import', 'tsx', 'modules/build.ts'], { cwd: program });

    const { folder } = await buildModule(scratch('dist'));
    const theirs = join(program, 'dist', basename(folder));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
      file.includes('.'),
    );
    expect(readdirSync(theirs, { recursive: true })).to.include.members(files);
    for (const file of files)
      expect(readFileSync(join(theirs, file)).equals(readFileSync(join(folder, file))), file).to.equal(true);
  });
});

type WithMetadata = TerraformJson & { '//': { metadata: { version: string } } };

/** Where npm has put `cdktn` under the name `cdktf`. Kept between runs, and thrown away with node_modules. */
const cache = join(root, 'node_modules/.cache', `cdktn-${VERSION}`);

/** Installs `cdktn` unless it is there. Gives the reason why it cannot. */
async function installReason(): Promise<string | undefined> {
  if (existsSync(join(cache, 'installed'))) return undefined;
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const dependencies = { cdktf: `npm:cdktn@${VERSION}`, constructs: devDependencies.constructs };
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const options = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error', '--fetch-retries=0'];
  try {
    await run('npm', ['install', ...options], { cwd: cache });
  } catch (error) {
    const [, words = String(error)] = /^npm error (?:code )?(.*)$/m.exec(String(error)) ?? [];
    return `npm cannot install cdktn: ${words}`;
  }
  writeFileSync(join(cache, 'installed'), '');
  return undefined;
}

/**
 * A copy of the program whose `cdktf` is `cdktn`. The provider's bindings are copied, not linked: a linked file looks
 * for `cdktf` from where it really is, and would find CDKTF.
 */
function linkProgram(program: string): void {
  const modules = join(program, 'node_modules');
  mkdirSync(join(modules, '@cdktf'), { recursive: true });
  for (const source of sources) cpSync(join(root, source), join(program, source), { recursive: true });
  for (const name of ['cdktf', 'constructs'])
    symlinkSync(join(cache, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!existsSync(join(modules, name))) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const binding of bindings(join(program, 'modules'))) {
    const folder = dirname(binding);
    cpSync(join(root, 'node_modules', folder), join(modules, folder), { recursive: true });
  }
}

/** What the program imports of `@cdktf/provider-aws`, whose 1,400 other folders nobody needs to copy. */
function bindings(folder: string): Set<string> {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  );
  const imports = sources.flatMap(file => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/'(@cdktf\/provider-aws\/[^']+)'/g),
  ]);
  return new Set(imports.map(([, path = '']) => path));
}
