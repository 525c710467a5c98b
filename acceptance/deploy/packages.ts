import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildModule } from '../../modules/build-module.ts';
import { bundle, zip } from '../../modules/packages.ts';

/** What runs in Lambda besides the module: a zip each, of `acceptance/functions/<name>.ts`. */
const NAMES = ['probe', 'sender', 'riddle', 'own-create', 'mailer'] as const;

/** Paths of the helpers' zips by name. */
export type HelperPackages = Readonly<Record<(typeof NAMES)[number], string>>;

/** What is deployed, as files. */
export interface Built {
  /** The built module. */
  readonly modulePath: string;
  readonly packages: HelperPackages;
}

/** @param folder where everything goes: outside of the repository */
export async function buildAll(folder: string): Promise<Built> {
  const { folder: modulePath } = await buildModule(folder);
  return { modulePath, packages: await writeHelperPackages(join(folder, 'zips')) };
}

async function writeHelperPackages(folder: string): Promise<HelperPackages> {
  mkdirSync(folder, { recursive: true });
  const written = NAMES.map(async name => {
    const path = join(folder, `${name}.zip`);
    writeFileSync(path, zip('index.js', await bundle(`acceptance/functions/${name}.ts`)));
    return [name, path];
  });
  return Object.fromEntries(await Promise.all(written));
}
