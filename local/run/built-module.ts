import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAssets } from '../console/assets.ts';
import type { ModuleSource } from './module-source.ts';

/** The module as the package brings it: JSON and zips. @param assets the folder of the console's */
export function builtModule(folder: string, assets: string): ModuleSource {
  return {
    assets: () => readAssets(assets),
    read: async () => {
      const files = (await readdir(folder)).filter(name => name.endsWith('.tf.json')).sort();
      const json = await Promise.all(
        files.map(async name => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown),
      );
      return { json, modulePath: folder };
    },
  };
}
