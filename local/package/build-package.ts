import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeJson, writeModule } from '../../modules/build-module.ts';
import { writeAssets } from '../console/bundle-assets.ts';
import { bundlePackage } from './bundle.ts';
import { notices } from './notices.ts';

export const PACKAGE = 'cognito-challenge-local';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/**
 * Writes the package, ready for `npm pack`: the built module, the command and `start` in plain JavaScript, their types,
 * and the licences of what is bundled.
 *
 * @param dist the folder to write it into, under its name
 * @returns its folder
 */
export async function buildPackage(dist: string): Promise<string> {
  const folder = join(dist, PACKAGE);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [files, , assetFiles] = await Promise.all([
    bundlePackage(join(folder, 'lib')),
    writeModule(join(folder, 'module'), writeJson),
    writeAssets(join(folder, 'console')),
  ]);
  writeFileSync(join(folder, 'NOTICES.txt'), notices([...files, ...assetFiles, ...inZips()], root));
  writeFileSync(join(folder, 'lib/index.d.ts'), declarations());
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  for (const [from, to] of [
    ['LICENSE', 'LICENSE'],
    ['local/package/README.md', 'README.md'],
    ['local/package/Dockerfile', 'Dockerfile'],
  ] as const)
    copyFileSync(join(root, from), join(folder, to));
  chmodSync(join(folder, 'lib/bin.js'), 0o755);
  return folder;
}

/** What the functions need at run time is in their zips. */
function inZips(): readonly string[] {
  const { dependencies } = JSON.parse(read('package.json'));
  return Object.keys(dependencies).map(name => `node_modules/${name}/package.json`);
}

/** The types are written by hand, in a file that imports nothing; TypeScript holds `start` to them. */
function declarations(): string {
  return `${read('local/package/api.ts')}\nexport declare const start: Start;\n`;
}

function manifest() {
  const { version, license, engines } = JSON.parse(read('package.json'));
  return {
    name: PACKAGE,
    version,
    description: 'Amazon Cognito with custom authentication challenges, on your machine and in your tests',
    license,
    type: 'module',
    engines,
    bin: { [PACKAGE]: 'lib/bin.js' },
    exports: { '.': { types: './lib/index.d.ts', default: './lib/index.js' } },
    files: ['lib', 'module', 'console', 'NOTICES.txt', 'Dockerfile'],
  };
}
