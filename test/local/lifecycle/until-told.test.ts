import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { packageOf } from '../../support/loop.ts';
import { ended } from '../lambda/process.ts';

const PROGRAM = fileURLToPath(new URL('program.ts', import.meta.url));

/** A function with a program of its own, as one that runs a shell has. */
const FUNCTION = `
  const { pid } = require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' });
  exports.handler = async () => [process.pid, pid];`;

/** Runs the program as this shell command does, in which it is `$@`. */
async function served(command: string, environment: Readonly<Record<string, string>> = {}) {
  const args = ['-c', command, 'sh', process.execPath, '--import', 'tsx', PROGRAM, packageOf(FUNCTION)];
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const child = spawn('sh', args, {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => (output += text));
  const closed = once(child, 'close').then(([status, signal]) => ({ status, signal, output }));
  await once(child.stdout, 'data');
  const [server = 0, ...functions] = JSON.parse(output) as number[];
  return { child, closed, server, functions };
}

describe('what runs until it is told to end', function () {
  this.timeout(30_000);

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`ends in good order by ${signal}, with its functions and what they started`, async () => {
      const { child, closed, functions } = await served('exec "$@"');
      child.kill(signal);

      const { status, output } = await closed;
      expect(status).to.equal(0);
      expect(output).to.include(`ended: ${signal}`);
      await Promise.all(functions.map(ended));
    });
  }

  it('leaves no function behind when it is killed', async () => {
    const { child, closed, functions } = await served('exec "$@"');
    child.kill('SIGKILL');

    expect((await closed).signal).to.equal('SIGKILL');
    await Promise.all(functions.map(ended));
  });

  it('ends with the program that started it, however that ends', async () => {
    const { child, server, functions, closed } = await served('"$@"; :');
    child.kill('SIGKILL');

    await Promise.all([server, ...functions].map(ended));
    expect((await closed).output).to.include('ended: the program that started it has ended');
  });

  it('ends with npm, whose shell between them does not notice', async () => {
    const { child, server, functions, closed } = await served('sh -c \'"$@"; :\' sh "$@"; :', {
      npm_lifecycle_event: 'start',
    });
    child.kill('SIGKILL');

    await Promise.all([server, ...functions].map(ended));
    expect((await closed).output).to.include('ended: the program that started it has ended');
  });
});
