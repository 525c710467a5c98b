import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildPackage, PACKAGE } from '../../local/package/build-package.ts';
import { temporaryFolder } from './loop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

export interface Installed {
  /** The folder of the project that has the package, and nothing but what it was lent. */
  readonly project: string;
  /** The tarball. */
  readonly tarball: string;
  /** Runs a program in the project. */
  readonly run: (file: string, ...args: string[]) => Promise<{ code: number; output: string }>;
}

/**
 * Builds the package, packs it, and installs it from the tarball into an empty folder, without a network.
 *
 * @param lent packages of this repository that the project has besides
 */
export async function installPackage(...lent: string[]): Promise<Installed> {
  const folder = temporaryFolder();
  const built = await buildPackage(folder);
  await run('npm', ['pack', '--silent', built], { cwd: folder });
  const tarball = join(folder, readdirSync(folder).find(name => name.endsWith('.tgz')) ?? '');
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--silent'];
  await run('npm', ['install', ...flags, tarball], { cwd: project });
  for (const name of lent) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  return {
    project,
    tarball,
    run: async (file, ...args) => {
      const child = spawn(file, args, { cwd: project, env: { ...process.env, NODE_OPTIONS: '' } });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
      const [code] = await once(child, 'close');
      return { code, output };
    },
  };
}

export const commandOf = ({ project }: Installed): string => join(project, 'node_modules/.bin', PACKAGE);
