import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFunctions, writePackages } from '../../modules/packages.ts';
import { synthesize } from '../../modules/synthesize.ts';
import { bundledAssets } from '../console/bundle-assets.ts';
import { onExit } from '../lambda/on-exit.ts';
import { removeWithThisProcess } from '../lambda/watchdog.ts';
import type { ModuleSource } from './module-source.ts';

/** The module of these sources, synthesized into a folder that goes with this process. */
export function synthesizedModule(): ModuleSource {
  let folder: Promise<string> | undefined;
  const synthesized = async () => {
    const outdir = await mkdtemp(join(tmpdir(), 'cognito-challenge-'));
    onExit(() => rmSync(outdir, { recursive: true, force: true }));
    removeWithThisProcess(outdir);
    return synthesize(outdir);
  };
  const modulePathOf = () => {
    folder ??= synthesized();
    return folder;
  };
  return {
    assets: bundledAssets,
    read: async () => {
      const modulePath = await modulePathOf();
      return { json: JSON.parse(await readFile(join(modulePath, 'cdk.tf.json'), 'utf8')), modulePath };
    },
    sources: {
      folder: fileURLToPath(new URL('../../functions', import.meta.url)),
      rebuild: async () => {
        const modulePath = await modulePathOf();
        const packages = await packageFunctions();
        const isChanged = Object.entries(packages).map(async ([name, bytes]) => {
          const before = await readFile(join(modulePath, 'packages', `${name}.zip`));
          return !before.equals(bytes);
        });
        const changed = (await Promise.all(isChanged)).includes(true);
        writePackages(packages, modulePath);
        return changed;
      },
    },
  };
}
