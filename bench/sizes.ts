import { functionNames } from '../modules/packages.ts';
import { bundleHandler, unpackFunctions } from './bundles.ts';
import type { Bench, Figure } from './figure.ts';

const MOST_KB = {
  'define-auth-challenge': 8,
  'create-auth-challenge': 60,
  'verify-auth-challenge-response': 60,
  'deliver-challenge': 80,
} as const;

/** Bundles, minified: what Lambda reads and compiles at each cold start. */
export const sizes: Bench = async folder => {
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
};
