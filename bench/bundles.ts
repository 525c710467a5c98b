import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { bundle, type FunctionName, functionNames, packageFunctions } from '../modules/packages.ts';

export interface Bundle {
  readonly path: string;
  readonly bytes: number;
}

/** The file with a function's handler: what else there is loads it. */
const CODE = ['function.cjs', 'index.js'];

/** Builds the functions' zips and unpacks them, as Lambda does. */
export async function unpackFunctions(folder: string): Promise<Record<FunctionName, Bundle>> {
  const packages = await packageFunctions();
  const unpacked = functionNames.map(async name => {
    const files = unzipSync(packages[name]);
    const file = CODE.find(each => files[each]);
    if (!file) throw new Error(`There is none of ${CODE.join(' and ')} in the zip of ${name}.`);
    for (const [each, code] of Object.entries(files)) await write(folder, name, each, code);
    const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    return [name, { path: join(folder, name, file), bytes }];
  });
  return Object.fromEntries(await Promise.all(unpacked));
}

/** Bundles a handler of `handlers/` in the way of the functions. */
export async function bundleHandler(folder: string, name: string): Promise<Bundle> {
  const code = await bundle(`bench/handlers/${name}.ts`);
  return { path: await write(folder, name, 'index.js', code), bytes: code.length };
}

async function write(folder: string, name: string, file: string, code: Uint8Array): Promise<string> {
  const path = join(folder, name, file);
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(path, code);
  return path;
}
