import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Assets, toAsset } from './assets.ts';
import { documentPage } from './document.ts';

/** Where the cures of errors lead. */
const DOCUMENTS = ['operations.md', 'contract.md'];

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Bundles the sources: a quarter of a second, once somebody opens the page. */
export const bundledAssets = async (): Promise<Assets> => (await bundle()).assets;

/**
 * Writes them for a package, where `readAssets` finds them.
 *
 * @returns the files that went in, from the repository's root
 */
export async function writeAssets(folder: string): Promise<readonly string[]> {
  const { assets, files } = await bundle();
  for (const [name, { text }] of assets) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return files;
}

async function bundle(): Promise<{ assets: Assets; files: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: here('../..'),
    entryPoints: {
      console: here('./browser/main.ts'),
      kit: here('./browser/kit.tsx'),
      worker: here('../../client/worker.ts'),
      style: here('./browser/main.css'),
    },
    outdir: here('./out'),
    bundle: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    legalComments: 'none',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const documents = DOCUMENTS.map(async name => {
    const markdown = await readFile(here(`../../docs/${name}`), 'utf8');
    return [`docs/${name}`, documentPage(markdown)] as const;
  });
  const bundles = outputFiles.map(({ path, text }) => [path.slice(here('./out/').length), text] as const);
  const all = [...bundles, ...(await Promise.all(documents))].map(([name, text]) => toAsset(name, text));
  return { assets: new Map(all), files: Object.keys(metafile.inputs) };
}
