import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { zipSync } from 'fflate';

/** The functions that ask: Cognito calls them in every sign-in. */
export const triggerNames = [
  'define-auth-challenge',
  'create-auth-challenge',
  'verify-auth-challenge-response',
] as const;

/** The functions that exist only if they are needed, each with a count. */
export const optionalNames = [
  'pre-token-generation',
  'deliver-challenge',
  'publish-events',
  'support',
] as const;

export const functionNames = [...triggerNames, ...optionalNames] as const;
export type FunctionName = (typeof functionNames)[number];

/** A function's name as Terraform writes names: `create_auth_challenge`. */
export function toId(name: string): string {
  return name.replaceAll('-', '_');
}

/** Zip by function name. */
export type Packages = Readonly<Record<FunctionName, Uint8Array>>;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Functions that need neither network nor modules, which this enforces. */
const alone: ReadonlySet<FunctionName> = new Set(['define-auth-challenge', 'pre-token-generation']);

/**
 * What Lambda loads of a function that has a warm-up: it waits for that, as only an ES module can. The function itself is
 * CommonJS, since a bundle as an ES module starts 20 ms later: it would import Node's modules with every name that they export.
 */
const ENTRY = `import { createRequire } from 'node:module';
const { handler, ready } = createRequire(import.meta.url)('./function.cjs');
await ready;
export { handler };
`;

/**
 * Bundles each function with esbuild and packs it, minified: `index.js`, or `index.mjs` and `function.cjs`. The same sources
 * give the same bytes in any folder, on any day, under any umask, so Terraform sees a change only if there is one.
 *
 * @throws esbuild's BuildFailure for sources that do not compile
 */
export async function packageFunctions(): Promise<Packages> {
  const packed = functionNames.map(async name => {
    const entryPoint = `functions/${name}/index.ts`;
    const files = alone.has(name)
      ? { 'index.js': await bundleAlone(entryPoint) }
      : { 'function.cjs': await bundle(entryPoint), 'index.mjs': Buffer.from(ENTRY) };
    return [name, zipOf(files)];
  });
  return Object.fromEntries(await Promise.all(packed));
}

/** Where Terraform finds a zip: beside the configuration, whether that is a root module or one that somebody calls. */
export function packagePath(name: FunctionName): string {
  return `\${path.module}/packages/${name}.zip`;
}

/** Writes the zips where `packagePath` points to. @param directory the folder of the JSON */
export function writePackages(packages: Packages, directory: string): void {
  mkdirSync(join(directory, 'packages'), { recursive: true });
  for (const [name, bytes] of Object.entries(packages))
    writeFileSync(join(directory, 'packages', `${name}.zip`), bytes);
}

/**
 * aws4 keeps the keys that it signs with, a thousand at most, in a list of its own, which is a sixth of it. An environment has few:
 * one a day for each service and region that it calls, again for each renewal of its credentials.
 */
const signingKeys: Plugin = {
  name: 'signing-keys',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]aws4[\\/]lru\.js$/ }, () => ({ contents: 'module.exports = () => new Map();' })),
};

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  write: false,
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [signingKeys],
} satisfies BuildOptions;

/** JavaScript for the Node runtimes of Lambda, in one file. */
export async function bundle(entryPoint: string): Promise<Uint8Array> {
  const { outputFiles } = await build({ ...options, entryPoints: [entryPoint], format: 'cjs' });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild gave nothing for ${entryPoint}.`);
  return output.contents;
}

/**
 * Leads from a place in a function's bundle, as a stack trace names it, to the one in `functions/`. It is not in the zip: that
 * would be twice the size, and Node reads maps only where NODE_OPTIONS has --enable-source-maps, at the cost of each cold start.
 */
export async function sourceMap(name: FunctionName): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [`functions/${name}/index.ts`],
    format: 'cjs',
    outfile: 'function.cjs',
    sourcemap: 'external',
    sourcesContent: false,
  });
  const map = outputFiles.find(({ path }) => path.endsWith('.map'));
  if (!map) throw new Error(`esbuild gave no source map for ${name}.`);
  const { sources, ...mapping } = JSON.parse(map.text);
  // A package is where npm put it, which may be a link to elsewhere.
  const placed = sources.map((source: string) => source.replace(/^.*(?=node_modules\/)/, ''));
  return Buffer.from(`${JSON.stringify({ ...mapping, sources: placed })}\n`);
}

/** The functions that have `function.cjs`, and so a map of it. */
export const mappedNames = functionNames.filter(name => !alone.has(name));

/**
 * The same for a function that imports nothing, Node's own modules included. It can do without the frame that esbuild
 * puts around CommonJS, a fourteenth of define.
 *
 * @throws Error when it does import something
 */
export async function bundleAlone(entryPoint: string): Promise<Uint8Array> {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [entryPoint],
    format: 'esm',
    metafile: true,
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  if (imported.length > 0) throw new Error(`${entryPoint} imports ${imported.join(', ')}: it must not.`);
  const exported = /export\{([\w$]+) as handler\};\s*$/;
  const code = outputFiles[0]?.text ?? '';
  if (!exported.test(code)) throw new Error(`${entryPoint} does not export a handler.`);
  return Buffer.from(`"use strict";${code.replace(exported, 'exports.handler=$1;')}`);
}

/** One file. */
export function zip(file: string, contents: Uint8Array): Uint8Array {
  return zipOf({ [file]: contents });
}

/** Files by name, readable by everyone, at the earliest time that a zip can name. */
function zipOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const unix = 3;
  const regularFile0644 = (0o100644 << 16) >>> 0;
  // A zip has local time, without a zone: a date in UTC would be another one in each zone, in America one of 1979.
  const earliest = new Date(1980, 0, 1);
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, contents]) => [
        name,
        [contents, { mtime: earliest, os: unix, attrs: regularFile0644 }],
      ]),
    ),
    { level: 9 },
  );
}
