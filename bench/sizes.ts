import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildModule } from '../modules/build-module.ts';
import { functionNames } from '../modules/packages.ts';
import { bundleHandler, unpackFunctions } from './bundles.ts';
import type { Bench, Figure } from './figure.ts';

/**
 * What a bundle may have, in KB of 1024 bytes. Of define's, 1.7 KB are the metrics and the trace of every sign-in, of the token
 * guard's 0.6: without them an operator would see of the two only that they were called.
 */
export const MOST_KB = {
  'define-auth-challenge': 9.75,
  'create-auth-challenge': 61,
  'verify-auth-challenge-response': 60,
  'pre-token-generation': 3,
  'deliver-challenge': 80,
  support: 28,
  'publish-events': 24,
} as const;

/** Bundles, minified: what Lambda reads and compiles at each cold start. And the module, which Terraform fetches. */
export const sizes: Bench = async folder => [
  ...(await functionSizes(folder)),
  ...(await moduleSizes(folder)),
];

export async function functionSizes(folder: string): Promise<Figure[]> {
  const functions = await unpackFunctions(folder);
  const sdk = await bundleHandler(folder, 'generate-mac-sdk');
  return functionNames.map(
    (name): Figure => ({
      name: `size of ${name}`,
      unit: 'bytes',
      figure: functions[name].bytes,
      floor: { name: 'one KMS call with AWS SDK v3', figure: sdk.bytes },
      target: { figure: MOST_KB[name] * 1024 },
    }),
  );
}

async function moduleSizes(folder: string): Promise<Figure[]> {
  const { folder: module, archive } = await buildModule(folder);
  const floor = { name: 'its zips', figure: bytesIn(join(module, 'packages')) };
  return [
    { name: 'size of the module', unit: 'bytes', figure: bytesIn(module), floor },
    { name: 'size of its archive', unit: 'bytes', figure: statSync(archive).size, floor },
  ];
}

function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  return files.reduce((bytes, { parentPath, name }) => bytes + statSync(join(parentPath, name)).size, 0);
}
