import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onExit } from '../../local/lambda/on-exit.ts';

/**
 * The path of a Node.js of this version: the one that runs this, or npm's package `node`, in a folder that goes with the
 * process.
 */
export async function binaryOf(version: string): Promise<string> {
  if (`${process.versions.node}.`.startsWith(`${version}.`)) return process.execPath;
  console.error(`Node ${version}: npm install node@${version}`);
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-node-'));
  onExit(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  await promisify(execFile)('npm', ['install', '--prefix', folder, '--no-save', `node@${version}`], {
    cwd: folder,
  });
  return join(folder, 'node_modules', 'node', 'bin', 'node');
}
