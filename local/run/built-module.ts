import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleSource } from './module-source.ts';

/** The module as `npm run build` makes it: JSON and zips. */
export function builtModule(folder: string): ModuleSource {
  return {
    read: async () => {
      const files = (await readdir(folder)).filter(name => name.endsWith('.tf.json')).sort();
      const json = await Promise.all(
        files.map(async name => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown),
      );
      return { json, modulePath: folder };
    },
  };
}
