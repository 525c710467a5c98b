import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { bundle, type FunctionName, functionNames, packageFunctions } from '../modules/packages.ts';

export interface Bundle {
  readonly path: string;
  readonly bytes: number;
}

/** Builds the functions' zips and unpacks them, as Lambda does. */
export async function unpackFunctions(folder: string): Promise<Record<FunctionName, Bundle>> {
  const packages = await packageFunctions();
  const unpacked = functionNames.map(async name => {
    const { 'index.js': code } = unzipSync(packages[name]);
    if (!code) throw new Error(`There is no index.js in the zip of ${name}.`);
    return [name, await write(folder, name, code)];
  });
  return Object.fromEntries(await Promise.all(unpacked));
}

/** Bundles a handler of `handlers/` in the way of the functions. */
export async function bundleHandler(folder: string, name: string): Promise<Bundle> {
  return write(folder, name, await bundle(`bench/handlers/${name}.ts`));
}

async function write(folder: string, name: string, code: Uint8Array): Promise<Bundle> {
  const path = join(folder, name, 'index.js');
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(path, code);
  return { path, bytes: code.length };
}
