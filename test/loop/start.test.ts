import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `npm start` as its script does. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', ...args], { cwd: root });
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => (output += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, output }));
  return { child, ended, output: () => output };
}

describe('npm start', () => {
  it('signs in once and ends with status 0', async () => {
    const { code, output } = await start('--once').ended;
    expect(output).to.include('WRONG_ANSWER').and.include('issue tokens').and.include('refresh');
    expect(code, output).to.equal(0);
  });

  it('says what is wrong, without a stack, and ends with status 1', async () => {
    const { code, output } = await start('--once', '--port', '70000').ended;
    expect(output).to.include('--port takes 0 to 65535; got 70000.').and.not.include('    at ');
    expect(code).to.equal(1);
  });

  it('serves until it is told to end', async () => {
    const { child, ended, output } = start('--port', '0');
    while (!output().includes('Serving until')) {
      await Promise.race([once(child.stdout, 'data'), ended]);
      if (child.exitCode !== null) throw new Error(output());
    }
    const [, endpoint = ''] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(output()) ?? [];
    const config = (await (await fetch(`${endpoint}/local/config`)).json()) as Record<string, unknown>;
    expect(config).to.have.all.keys('endpoint', 'region', 'userPoolId', 'clientIds', 'demoUser');
    child.kill('SIGINT');
    expect((await ended).code).to.equal(0);
  });
});
