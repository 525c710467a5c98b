import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { findProgram } from '../../../local/lambda/runtimes/find-program.ts';
import { portHolder, portTaken } from '../../../local/lifecycle/port-holder.ts';

/** Answers of programs by their names. */
const answering = (answers: Readonly<Record<string, string>>) => async (file: string) => {
  const answer = answers[file];
  if (answer === undefined) throw new Error(`no ${file} here`);
  return answer;
};

describe('who holds a port', () => {
  it('is told by lsof, with the command by ps', async () => {
    const runs = answering({ lsof: 'p4711\nf21\n', ps: 'node server.js\n' });
    expect(await portHolder(9400, runs)).to.deep.equal({ pid: 4711, command: 'node server.js' });
  });

  it('is told by ss where there is no lsof', async () => {
    const line = 'LISTEN 0 511 127.0.0.1:9400 0.0.0.0:* users:(("node",pid=4711,fd=21))\n';
    expect(await portHolder(9400, answering({ ss: line }))).to.deep.equal({ pid: 4711, command: '' });
  });

  it('is not told where neither knows', async () => {
    expect(await portHolder(9400, answering({ ss: '' }))).to.equal(undefined);
  });

  it('is this process, where it listens', async function () {
    if (!findProgram('lsof') && !findProgram('ss')) return this.skip();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      expect((await portHolder(port))?.pid).to.equal(process.pid);
    } finally {
      server.close();
    }
  });

  it('is said with the cure', async () => {
    expect(await portTaken(9400, async () => ({ pid: 4711, command: 'node server.js' }))).to.equal(
      'Port 9400 is taken by "node server.js" (process 4711). End that with: kill 4711. Or choose another port with --port.',
    );
    expect(await portTaken(9400, async () => ({ pid: 4711, command: '' }))).to.include(
      'taken by process 4711. ',
    );
    expect(await portTaken(9400, async () => undefined)).to.equal(
      'Port 9400 is taken. Choose another with --port.',
    );
  });
});
