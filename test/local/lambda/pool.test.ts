import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { program } from '../../support/zip-of.ts';
import { useLambda } from './deploy.ts';
import { ended } from './process.ts';

/** Asks the test where to go on: `GET /<word>` is answered when the test says so. */
const ASK = `
  const ask = word => fetch(process.env.TEST_URL + word).then(response => response.text());`;

/** A function's questions to its test. */
async function startQuestions() {
  const waiting = new Map<string, () => void>();
  let onQuestion = () => {};
  const server = createServer((request, response) => {
    waiting.set((request.url ?? '').slice(1), () => response.end('go on'));
    onQuestion();
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Resolves when as many functions wait. */
    waitFor: async (count: number) => {
      while (waiting.size < count) {
        await new Promise<void>(resolve => {
          onQuestion = resolve;
        });
      }
    },
    answer: (word: string) => waiting.get(word)?.(),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe('the sandboxes of a function', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  describe('that runs several invocations at once', () => {
    let questions: Awaited<ReturnType<typeof startQuestions>>;

    beforeEach(async () => {
      questions = await startQuestions();
    });

    afterEach(() => questions.close());

    const deployed = (maxConcurrency: number) =>
      deploy(
        {
          'index.js': `${ASK} exports.handler = async word => { await ask(word); return [word, process.pid]; };`,
        },
        { environment: { TEST_URL: questions.url } },
        { maxConcurrency },
      );

    it('are as many, one invocation each, and stay warm', async () => {
      const { invoke } = await deployed(10);
      const together = [invoke('a'), invoke('b'), invoke('c')];
      await questions.waitFor(3);
      for (const word of ['a', 'b', 'c']) questions.answer(word);
      const answers = await Promise.all(together);
      const results = answers.map(({ result }) => result as [string, number]);

      expect(results.map(([word]) => word)).to.deep.equal(['a', 'b', 'c']);
      expect(new Set(results.map(([, pid]) => pid)).size).to.equal(3);
      expect(answers.map(({ coldStart }) => coldStart)).to.deep.equal([true, true, true]);

      const again = [invoke('d'), invoke('e'), invoke('f')];
      await questions.waitFor(6);
      for (const word of ['d', 'e', 'f']) questions.answer(word);
      expect((await Promise.all(again)).map(({ coldStart }) => coldStart)).to.deep.equal([
        false,
        false,
        false,
      ]);
    });

    it('are no more than the limit, beyond which Lambda throttles', async () => {
      const { invoke } = await deployed(2);
      const together = [invoke('a'), invoke('b')];
      await questions.waitFor(2);

      const error = await invoke('c').catch(refusal => refusal);
      expect([error.code, error.message, error.status]).to.deep.equal([
        'TooManyRequestsException',
        'Rate Exceeded.',
        429,
      ]);

      for (const word of ['a', 'b']) questions.answer(word);
      await Promise.all(together);
      const next = invoke('d');
      await questions.waitFor(3);
      questions.answer('d');
      expect((await next).coldStart).to.equal(false);
    });
  });

  it('are reused, module state and all', async () => {
    const { invoke } = await deploy({ 'index.js': 'let calls = 0; exports.handler = async () => ++calls;' });
    const calls = [];
    for (let call = 0; call < 20; call++) calls.push((await invoke()).result);

    expect(calls).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('are killed when the time is over, and a fresh one serves the next invocation', async () => {
    const { invoke } = await deploy(
      {
        'index.js':
          'let calls = 0; exports.handler = async hang => { calls++; while (hang); return calls; };',
      },
      { timeoutSeconds: 1 },
    );
    await invoke(false);
    const { result, functionError, coldStart } = await invoke(true);

    expect(result).to.have.property('errorType', 'Sandbox.Timedout');
    expect(result)
      .to.have.property('errorMessage')
      .that.matches(
        /^RequestId: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} Error: Task timed out after 1\.00 seconds$/,
      );
    expect([functionError, coldStart]).to.deep.equal(['Unhandled', false]);
    expect(await invoke(false)).to.deep.include({ result: 1, coldStart: true });
  });

  it('do not spend the timeout on a cold start', async () => {
    const { invoke } = await deploy(
      {
        'index.js': `
          const end = Date.now() + 1200; while (Date.now() < end);
          exports.handler = async (_event, context) => context.getRemainingTimeInMillis() > 0;`,
      },
      { timeoutSeconds: 1 },
    );

    expect((await invoke()).result).to.equal(true);
  });

  for (const [title, crash, error] of [
    ['exits with a status', 'process.exit(1)', 'Runtime exited with error: exit status 1'],
    ['exits without an error', 'process.exit(0)', 'Runtime exited without providing a reason'],
    ['is killed', "process.kill(process.pid, 'SIGKILL')", 'Runtime exited with error: signal: killed'],
    ['aborts', 'process.abort()', 'Runtime exited with error: signal: aborted'],
  ] as const) {
    it(`are replaced when their process ${title}`, async () => {
      const { invoke, logs } = await deploy({
        'index.js': `exports.handler = async crash => { if (crash) { process.stdout.write('last words'); ${crash}; } return 'fine'; };`,
      });
      await invoke(false);
      const { result, functionError } = await invoke(true);

      expect(result).to.have.property('errorType', 'Runtime.ExitError');
      expect(result)
        .to.have.property('errorMessage')
        .that.matches(new RegExp(`^RequestId: [\\w-]+ Error: ${error}$`));
      expect(functionError).to.equal('Unhandled');
      expect(logs).to.include('last words');
      expect(await invoke(false)).to.deep.include({ result: 'fine', coldStart: true });
    });
  }

  it('are replaced when their process has ended between two invocations', async () => {
    const { invoke } = await deploy({
      'index.js':
        'exports.handler = async () => { setTimeout(() => process.exit(1), 20); return process.pid; };',
    });
    const first = await invoke();
    await ended(first.result as number);
    const second = await invoke();

    expect([first.functionError, second.functionError]).to.deep.equal([undefined, undefined]);
    expect([second.coldStart, second.result === first.result]).to.deep.equal([true, false]);
  });

  it('fail to start, again and again, where the operating system refuses the environment', async () => {
    const { invoke } = await deploy(
      { 'index.js': '' },
      { environment: { NAME: 'a\0b' } },
      { maxConcurrency: 1 },
    );

    for (let call = 0; call < 2; call++) {
      expect(String(await invoke().catch(error => error))).to.contain('without null bytes');
    }
  });

  describe('whose runtime does not ask for another invocation', () => {
    /** A runtime that answers one invocation, then does this. */
    const answerOnce = (afterwards: string) =>
      program(`#!/usr/bin/env node
        const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
        (async () => {
          const next = await fetch(api + 'next');
          const id = next.headers.get('lambda-runtime-aws-request-id');
          await fetch(api + id + '/response', { method: 'POST', body: String(process.pid) });
          ${afterwards}
        })();`);

    for (const [title, afterwards] of [
      ['but ends', 'process.exit(1);'],
      ['but goes on, until its time is over', 'setInterval(() => {}, 60_000);'],
    ] as const) {
      it(`are replaced, and the answer stands: one that answers ${title}`, async () => {
        const { invoke } = await deploy(answerOnce(afterwards), {
          runtime: 'provided.al2023',
          timeoutSeconds: 1,
        });
        const [first, second] = [await invoke(), await invoke()];

        expect([first.functionError, second.functionError]).to.deep.equal([undefined, undefined]);
        expect([first.coldStart, second.coldStart]).to.deep.equal([true, true]);
        expect(first.result).not.to.equal(second.result);
      });
    }
  });

  describe('that cannot be initialized', () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'init-'));
    });

    afterEach(() => rm(folder, { recursive: true }));

    /** A module that does this when it is first initialized, and is fine from then on. */
    const firstTime = (action: string) => ({
      'index.js': `
        const { existsSync, writeFileSync } = require('node:fs');
        const mark = ${JSON.stringify(join(folder, 'mark'))};
        if (!existsSync(mark)) { writeFileSync(mark, ''); ${action} }
        exports.handler = async () => 'fine';`,
    });

    for (const [title, action] of [
      ['throws', "throw new Error('not yet');"],
      ['crashes', 'process.exit(1);'],
      ['takes too long', 'while (true);'],
    ] as const) {
      it(`are started once more, as on AWS: a module that ${title} at first`, async () => {
        const { invoke } = await deploy(firstTime(action), {}, { initSeconds: 1 });

        expect(await invoke()).to.deep.include({ result: 'fine', coldStart: true });
      });
    }

    it('fail the invocation when their process ends again', async () => {
      const { invoke } = await deploy({ 'index.js': 'process.exit(7);' });

      expect((await invoke()).result)
        .to.have.property('errorMessage')
        .that.matches(/^RequestId: [\w-]+ Error: Runtime exited with error: exit status 7$/);
    });

    it('time out with the function when they take too long again', async () => {
      const { invoke } = await deploy(
        { 'index.js': 'while (true);' },
        { timeoutSeconds: 0.3 },
        { initSeconds: 0.2 },
      );
      const { result, functionError } = await invoke();

      expect(result).to.have.property('errorType', 'Sandbox.Timedout');
      expect(result)
        .to.have.property('errorMessage')
        .that.matches(/Error: Task timed out after 0\.30 seconds$/);
      expect(functionError).to.equal('Unhandled');
    });
  });
});
