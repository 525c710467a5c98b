import { once } from 'node:events';
import { expect } from 'chai';
import { start } from '../support/start.ts';

describe('npm start', function () {
  this.timeout(60_000);

  it('signs in once and ends with status 0', async () => {
    const { code, output } = await start('--once').ended;
    expect(output).to.include('WRONG_ANSWER').and.include('issue tokens').and.include('refresh');
    expect(code, output).to.equal(0);
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
