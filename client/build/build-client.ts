import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const client = join(root, 'client');

/** What the package exports, and the source of each. */
export const ENTRIES: Readonly<Record<string, string>> = {
  '.': 'index.ts',
  './amplify': 'adapters/amplify.ts',
  './identity-js': 'adapters/identity-js.ts',
  './aws-sdk': 'adapters/aws-sdk.ts',
  './fetch': 'adapters/fetch.ts',
  './human-check': 'human-check.ts',
  './proof-of-work': 'proof-of-work.ts',
  './react': 'react.ts',
  './element': 'element/index.ts',
  './stories': 'stories.ts',
};

/** Libraries that the page has already: those of the adapter that it imports. */
const PEERS: Readonly<Record<string, string>> = {
  '@aws-sdk/client-cognito-identity-provider': '^3.0.0',
  'amazon-cognito-identity-js': '^6.3.0',
  'aws-amplify': '^6.0.0',
  react: '>=18',
};

const fileOf = (source: string) => source.replace(/\.ts$/, '.js');

/**
 * The package, in a folder: an ES module for each export, minified as a page would load it without a bundler, and types.
 *
 * @throws Error with what tsc or esbuild says
 */
export async function buildClient(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await buildModules(folder);
  writeTypes(folder);
  cpSync(join(client, 'README.md'), join(folder, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

/** The package without types, which is what most tests need. */
export async function buildModules(folder: string): Promise<void> {
  const common = {
    bundle: true,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
  } as const;
  await Promise.all([
    build({
      ...common,
      entryPoints: Object.values(ENTRIES).map(source => join(client, source)),
      outbase: client,
      outdir: folder,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      external: Object.keys(PEERS).flatMap(name => [name, `${name}/*`]),
    }),
    // A classic script: workers of type module are younger than the browsers that this runs in.
    build({
      ...common,
      entryPoints: [join(client, 'worker.ts')],
      outfile: join(folder, 'worker.js'),
      format: 'iife',
    }),
  ]);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
}

function writeTypes(folder: string): void {
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', folder];
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { status, stdout } = spawnSync(tsc, ['-p', join(client, 'tsconfig.package.json'), ...options], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
}

function packageJson(): object {
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const exports = Object.entries(ENTRIES).map(([name, source]) => {
    const file = `./${fileOf(source)}`;
    return [name, { types: file.replace(/\.js$/, '.d.ts'), default: file }];
  });
  return {
    name: 'cognito-challenge-client',
    version,
    description:
      'Sign-ins with Amazon Cognito custom challenges: one state at a time, a React hook and an element',
    license,
    type: 'module',
    sideEffects: ['./element/index.js'],
    exports: { ...Object.fromEntries(exports), './worker.js': './worker.js' },
    peerDependencies: PEERS,
    peerDependenciesMeta: Object.fromEntries(Object.keys(PEERS).map(name => [name, { optional: true }])),
  };
}
