import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';

const MODULE = new URL('../../../local/lambda/on-exit.ts', import.meta.url).href;

/** A process that registers two clean-ups, then does this. */
async function processThat(script: string): Promise<ChildProcess> {
  const program = `
    import { onExit } from ${JSON.stringify(MODULE)};
    const takeBack = onExit(() => console.log('older'));
    onExit(() => console.log('newer'));
    const stay = () => setTimeout(() => {}, 60_000);
    ${script}`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function endOf(child: ChildProcess) {
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', text => {
    output += text;
    // The process says when it is ready for the signal that its test sends.
    const signal = /^send (\w+)$/m.exec(text)?.[1];
    if (signal) child.kill(signal as NodeJS.Signals);
  });
  const [status, signal] = await once(child, 'close');
  return { lines: output.trim().split('\n'), status, signal };
}

describe('onExit', function () {
  this.timeout(30_000);

  it('runs the clean-ups at the end of the process, the newest first', async () => {
    expect(await endOf(await processThat(''))).to.deep.equal({
      lines: ['newer', 'older'],
      status: 0,
      signal: null,
    });
  });

  it('runs them when the process exits by itself, and leaves its status alone', async () => {
    expect(await endOf(await processThat('process.exit(3)'))).to.deep.include({
      lines: ['newer', 'older'],
      status: 3,
    });
  });

  it('does not run what was taken back', async () => {
    expect(await endOf(await processThat('takeBack()'))).to.deep.include({ lines: ['newer'] });
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`runs them on ${signal}, which ends the process as without them`, async () => {
      const child = await processThat(`stay(); console.log('send ${signal}')`);

      expect(await endOf(child)).to.deep.equal({
        lines: [`send ${signal}`, 'newer', 'older'],
        status: null,
        signal,
      });
    });
  }

  it('leaves the decision to another listener of the signal', async () => {
    const child = await processThat(`
      const timer = stay();
      process.on('SIGTERM', () => { console.log('closing'); clearTimeout(timer); });
      console.log('send SIGTERM')`);

    expect(await endOf(child)).to.deep.equal({
      lines: ['send SIGTERM', 'newer', 'older', 'closing'],
      status: 0,
      signal: null,
    });
  });
});
