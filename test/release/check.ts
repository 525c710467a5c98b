/**
 * `npm run release-check [-- OPTIONS]`: what must hold before a release, from a clone, on this machine.
 *
 *   --from REF             what to upgrade from: a release's tag or a commit of the sources; the newest release by default
 *   --skip-cli             without CDKTF's command line, the only thing here that is downloaded
 *   --skip-provider-lock   for CDKTF, where Terraform's registry cannot be reached
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { onExit } from '../../local/lambda/on-exit.ts';
import { currentVersion } from '../../modules/release.ts';
import { releaseNotes } from '../../modules/release-files.ts';
import { cdktfRoundTrip } from './cdktf-cli.ts';
import { releaseInClone } from './release-in-clone.ts';
import { takeAsStranger } from './stranger.ts';
import { newestRelease, upgrade } from './upgrade.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    'skip-cli': { type: 'boolean' },
    'skip-provider-lock': { type: 'boolean' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-release-'));
onExit(() => rmSync(folder, { recursive: true, force: true }));
const { date, notes } = releaseNotes(readFileSync(join(project, 'CHANGELOG.md'), 'utf8'), currentVersion());

/** What is done, in order; each gives a sentence of what it found. */
const steps: Readonly<Record<string, () => Promise<string> | string>> = {
  'the notes of the version': () => `${currentVersion()}, ${date}: ${notes.split('\n').length} lines`,
  'the release, built in two clones, is the same': () => {
    const [one = {}, other] = ['one', 'other'].map(name => releaseInClone(project, join(folder, name)));
    if (JSON.stringify(one) !== JSON.stringify(other))
      throw new Error(`They differ:\n${JSON.stringify(one)}\n${JSON.stringify(other)}`);
    return Object.entries(one)
      .map(([file, digest]) => `${file} ${digest}`)
      .join('\n      ');
  },
  'Terraform fetches it: tag, archive, registry': () => {
    execFileSync('npx', ['mocha', '--no-parallel', 'test/release/*.test.ts'], {
      cwd: project,
      env: { ...process.env, CI: 'true' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    return 'as the tests say';
  },
  'a stranger takes examples/hardened by the tag': () => {
    takeAsStranger(join(folder, 'one'), join(folder, 'stranger'));
    return 'terraform init and validate take it';
  },
  'examples/hardened is applied, upgraded from the version before, destroyed': async () => {
    // Before the first release from itself: it is applied and destroyed all the same.
    const from = values.from ?? newestRelease() ?? 'HEAD';
    const changes = await upgrade(from, notes);
    return `from ${from}: ${changes.map(({ action, address }) => `${action} ${address}`).join(', ') || 'nothing changes'}`;
  },
  'the stack by CDKTF’s command line': async () => {
    if (values['skip-cli']) return 'left out: --skip-cli';
    await cdktfRoundTrip(values['skip-provider-lock'] ? ['--skip-provider-lock'] : []);
    return 'deploy, diff and destroy did what they should';
  },
};

const started = Date.now();
for (const [index, [title, step]] of Object.entries(steps).entries()) {
  console.log(`[${index + 1}/${Object.keys(steps).length}] ${title}`);
  const found = await step();
  console.log(`      ${found}  (${Math.round((Date.now() - started) / 1000)} s)`);
}
console.log(`\nThe release of ${currentVersion()} holds.`);
