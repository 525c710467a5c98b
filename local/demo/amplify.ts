import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, version as esbuild } from 'esbuild';

/** What apps import of Amplify to sign users in. */
const ENTRY = `export { Amplify } from 'aws-amplify';
export * from 'aws-amplify/auth';
export { ConsoleLogger } from 'aws-amplify/utils';`;

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Amplify, bundled once and kept: its hundreds of modules would take as long to load as all the rest of a sign-in. The
 * code is the same.
 */
export async function loadAmplify() {
  const require = createRequire(import.meta.url);
  const { version } = require('aws-amplify/package.json');
  const kept = join(root, 'node_modules/.cache', `aws-amplify-${version}-esbuild-${esbuild}.cjs`);
  if (!existsSync(kept)) await bundleInto(kept);
  return require(kept) as typeof import('aws-amplify/auth') &
    Pick<typeof import('aws-amplify'), 'Amplify'> &
    Pick<typeof import('aws-amplify/utils'), 'ConsoleLogger'>;
}

/** Whole or not at all: two processes may begin at once. */
async function bundleInto(path: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: root },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'silent',
  });
  mkdirSync(dirname(path), { recursive: true });
  const whole = `${path}.${randomUUID()}`;
  writeFileSync(whole, outputFiles[0]?.contents ?? '');
  renameSync(whole, path);
}
