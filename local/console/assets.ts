import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentPage } from './document.ts';

/** What the pages load, by name below `/console/`. */
export type Assets = ReadonlyMap<string, Asset>;

export interface Asset {
  readonly type: string;
  readonly text: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.md': 'text/html; charset=utf-8',
};

/** Where the cures of errors lead. */
const DOCUMENTS = ['operations.md', 'contract.md'];

const toAsset = (name: string, text: string): readonly [string, Asset] => [
  name,
  { type: TYPES[extname(name)] ?? 'text/plain; charset=utf-8', text },
];

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Bundles the sources: a quarter of a second, once somebody opens the page. */
export async function bundledAssets(): Promise<Assets> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
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
    // amazon-cognito-identity-js reads Node's `global`.
    define: { global: 'globalThis' },
    write: false,
    logLevel: 'silent',
  });
  const docs = DOCUMENTS.map(
    async name => [`docs/${name}`, documentPage(await readFile(here(`../../docs/${name}`), 'utf8'))] as const,
  );
  const bundles = outputFiles.map(({ path, text }) => [path.slice(here('./out/').length), text] as const);
  return new Map([...bundles, ...(await Promise.all(docs))].map(([name, text]) => toAsset(name, text)));
}

/** Reads what {@link bundledAssets} gave, from a folder that a package carries. */
export async function readAssets(folder: string): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      files.map(async path =>
        toAsset(
          path
            .slice(folder.length)
            .replace(/^[\\/]+/, '')
            .replaceAll('\\', '/'),
          await readFile(path, 'utf8'),
        ),
      ),
    ),
  );
}
