import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { useScratchFolder } from '../support/scratch-folder.ts';
import { sources } from './sources.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Somebody's machine. */
interface Machine {
  readonly folder: string;
  readonly umask: string;
  readonly timeZone: string;
  readonly mode: number;
  /** Seconds since 1970. */
  readonly checkedOutAt: number;
}

describe('a build', function () {
  this.timeout(60_000);

  const scratch = useScratchFolder();

  it('gives the same bytes in any folder, time zone and umask, at any time', async () => {
    const [here, elsewhere] = await Promise.all([
      buildOn({
        folder: scratch('a'),
        umask: '022',
        timeZone: 'Pacific/Kiritimati',
        mode: 0o644,
        checkedOutAt: 1_000_000_000,
      }),
      buildOn({
        folder: scratch('somewhere else/much/deeper/down'),
        umask: '077',
        timeZone: 'America/Los_Angeles',
        mode: 0o600,
        checkedOutAt: 1_700_000_001,
      }),
    ]);

    expect(Object.keys(here)).to.include.members([
      'cdktf.out/stacks/cognito-challenge/cdk.tf.json',
      'cdktf.out/stacks/cognito-challenge/packages/create-auth-challenge.zip',
      'dist/terraform-aws-cognito-challenge/main.tf',
      'dist/terraform-aws-cognito-challenge/packages/create-auth-challenge.zip',
    ]);
    expect(Object.keys(here).filter(file => file.endsWith('.tar.gz'))).to.have.lengthOf(1);
    expect(here).to.deep.equal(elsewhere);
  });
});

/** Checks the sources out, and runs what `npm run synth` and `npm run build` run. Gives SHA-256 by file. */
async function buildOn(machine: Machine): Promise<Record<string, string>> {
  const { folder, umask, timeZone } = machine;
  checkOut(machine);
  for (const script of ['main.ts', 'modules/build.ts']) {
    const command = `umask ${umask} && exec node --import tsx ${script}`;
    await promisify(execFile)('sh', ['-c', command], { cwd: folder, env: { ...process.env, TZ: timeZone } });
  }
  return Object.fromEntries(['cdktf.out', 'dist'].flatMap(output => digests(folder, output)));
}

function checkOut({ folder, mode, checkedOutAt }: Machine): void {
  mkdirSync(folder, { recursive: true });
  for (const source of sources) cpSync(join(root, source), join(folder, source), { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) chmodSync(path, mode);
    utimesSync(path, checkedOutAt, checkedOutAt);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

function digests(folder: string, output: string): [string, string][] {
  return readdirSync(join(folder, output), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [
      path.slice(folder.length + 1),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]);
}
