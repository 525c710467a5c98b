import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { expect } from 'chai';
import { useScratchFolder } from '../../support/scratch-folder.ts';
import { ended, isRunning } from './process.ts';

const MODULE = new URL('../../../local/lambda/watchdog.ts', import.meta.url).href;

/** Starts two programs that would go on for a minute, has one of them and a folder watched, and says their numbers. */
async function processWithPrograms(folder: string) {
  const program = `
    import { spawn } from 'node:child_process';
    import { killWithThisProcess, removeWithThisProcess } from ${JSON.stringify(MODULE)};
    const start = () => spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }).pid;
    const [watched, other] = [start(), start()];
    killWithThisProcess(watched);
    killWithThisProcess(other)();
    removeWithThisProcess(${JSON.stringify(folder)});
    console.log(JSON.stringify([watched, other]));
    setTimeout(() => {}, 60_000);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout ?? child, 'data');
  const [watched, other] = JSON.parse(String(line)) as [number, number];
  return { child, watched, other };
}

describe('the watchdog', function () {
  this.timeout(30_000);
  const scratch = useScratchFolder();

  it('kills what is left, and removes the folders, when this process is killed', async () => {
    const folder = scratch('with a blank');
    mkdirSync(folder);
    const { child, watched, other } = await processWithPrograms(folder);
    try {
      child.kill('SIGKILL');
      await ended(watched);
      while (existsSync(folder)) await new Promise(resolve => setTimeout(resolve, 5));

      expect(isRunning(other)).to.equal(true);
    } finally {
      process.kill(other, 'SIGKILL');
    }
  });
});
