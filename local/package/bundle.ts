import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Modules that are others in the package, by the end of what imports them. */
const REPLACED: readonly (readonly [RegExp, string])[] = [
  // Bundled here, and not when it first runs.
  [/\/amplify\.ts$/, join(root, 'local/package/amplify.ts')],
  // Dynalite's store on disk: a native addon, for an option that is not used.
  [/^level$/, join(root, 'local/package/no-level.ts')],
];

const replaced: Plugin = {
  name: 'replaced',
  setup: ({ onResolve }) => {
    for (const [filter, path] of REPLACED)
      onResolve({ filter }, ({ importer }) => (importer === path ? undefined : { path }));
  },
};

/** Dynalite loads its operations by names that are put together: esbuild finds them by their whole file names. */
const wholeNames: Plugin = {
  name: 'whole names',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/dynalite\/index\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replace(/(require\('\.\/\w+\/' \+ \w+)\)/g, "$1 + '.js')") };
    }),
};

/** CommonJS inside calls `require`, which an ES module has not. */
const BANNER = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

/**
 * Bundles the command and `start` into plain JavaScript, with everything from npm that they need, and copies what runs
 * in processes of its own beside it.
 *
 * @returns the files that went in, from the repository's root
 */
export async function bundlePackage(folder: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { bin: 'local/package/bin.ts', index: 'local/package/index.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    // Errors tell their names.
    keepNames: true,
    banner: { js: BANNER },
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    plugins: [replaced, wholeNames],
  });
  const runtimes = join(root, 'local/lambda/runtimes');
  for (const name of ['nodejs', 'python.py'])
    cpSync(join(runtimes, name), join(folder, name), { recursive: true });
  return Object.keys(metafile.inputs);
}
