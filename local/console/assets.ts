import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

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

export const toAsset = (name: string, text: string): readonly [string, Asset] => [
  name,
  { type: TYPES[extname(name)] ?? 'text/plain; charset=utf-8', text },
];

/** Reads what `bundledAssets` gave, from a folder that a package carries. */
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
