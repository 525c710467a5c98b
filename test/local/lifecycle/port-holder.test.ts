import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { portHolder, portTaken } from '../../../local/lifecycle/port-holder.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';

/** Answers of programs by their names. */
const answering = (answers: Readonly<Record<string, string>>) => async (file: string) => {
  const answer = answers[file];
  if (answer === undefined) throw new Error(`no ${file} here`);
  return answer;
};

describe('who holds a port', () => {
  const nowhere = useScratchFolder();

  it('is this process, where it listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const holder = await portHolder(port);
      expect(holder?.pid).to.equal(process.pid);
      expect(holder?.command).to.include('mocha');
    } finally {
      server.close();
    }
  });

  it('is told by lsof and ps where there is no /proc', async () => {
    const runs = answering({ lsof: 'p4711\nf21\n', ps: 'node server.js\n' });
    expect(await portHolder(9400, runs, nowhere('proc'))).to.deep.equal({
      pid: 4711,
      command: 'node server.js',
    });
    expect(await portHolder(9400, answering({ lsof: 'p4711\n' }), nowhere('proc'))).to.deep.equal({
      pid: 4711,
      command: '',
    });
  });

  it('is not told where nothing knows', async () => {
    expect(await portHolder(9400, answering({}), nowhere('proc'))).to.equal(undefined);
    expect(await portHolder(9400, answering({ lsof: '' }), nowhere('proc'))).to.equal(undefined);
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
