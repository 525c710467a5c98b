import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { AwsError } from '../../../local/aws-service.ts';
import { useEnvironment } from '../../support/environment.ts';
import { need } from '../../support/need.ts';
import { REGION, useLambda } from './deploy.ts';
import { ended, isRunning } from './process.ts';

const ECHO = { 'index.js': 'exports.handler = async event => event;' };
/** Answers with the process and its folders. */
const WHO = {
  'index.js': `exports.handler = async () => ({
    pid: process.pid, taskRoot: process.env.LAMBDA_TASK_ROOT, temporary: require('node:os').tmpdir(), cwd: process.cwd(),
  })`,
};

/** What was thrown, as the caller of Invoke sees it. */
const refusalOf = (invocation: Promise<unknown>) =>
  invocation.then(
    () => 'no refusal',
    error => (error instanceof AwsError ? [error.code, error.message, error.status] : error),
  );

describe('startLambda', function () {
  this.timeout(30_000);
  const { functionOf, start, deploy } = useLambda();

  it('runs the functions of a deployment, each with its own code, settings and logs', async () => {
    const code = 'exports.handler = async () => { console.log(process.env.WHO); return process.env.WHO; };';
    const functions = await Promise.all(
      ['create', 'verify'].map(name =>
        functionOf(
          { 'index.js': code.replaceAll('process.env.WHO', `process.env.WHO + ' ${name}'`) },
          {
            name,
            environment: { WHO: `the ${name} of` },
          },
        ),
      ),
    );
    const logs: string[] = [];
    const lambda = await start(functions, {
      onLog: (name, line) => logs.push(`${name}: ${line.split('\t')[3]}`),
    });
    const answers = [await lambda.invoke('create', '{}'), await lambda.invoke('verify', '{}')];

    expect(answers.map(({ payload }) => payload)).to.deep.equal([
      '"the create of create"',
      '"the verify of verify"',
    ]);
    expect(logs).to.deep.equal(['create: the create of create', 'verify: the verify of verify']);
  });

  it('tells what an invocation took, and whether it was a cold start', async () => {
    const { invoke } = await deploy(ECHO);
    const [first, second] = [await invoke({ a: 'é' }), await invoke()];

    expect(first).to.deep.include({ payload: '{"a":"é"}', coldStart: true });
    expect(first).not.to.have.property('functionError');
    expect(first.durationMs).to.be.greaterThan(0);
    expect(second.coldStart).to.equal(false);
  });

  it('passes a large event and a large answer', async () => {
    const { invoke } = await deploy(ECHO);
    const large = 'ü'.repeat(3_000_000);

    expect((await invoke(large)).result).to.equal(large);
  });

  it('gives the function the ARN by which it was invoked', async () => {
    const { lambda, fn } = await deploy({
      'index.js': 'exports.handler = async (_event, context) => context.invokedFunctionArn;',
    });

    for (const [name, arn] of [
      [fn.name, fn.arn],
      [fn.arn, fn.arn],
      [`${fn.arn}:live`, `${fn.arn}:live`],
    ] as const) {
      expect((await lambda.invoke(name, '{}')).payload).to.equal(JSON.stringify(arn));
    }
  });

  it('does not find an unknown function', async () => {
    const { lambda } = await deploy(ECHO);

    expect(await refusalOf(lambda.invoke('unknown', '{}'))).to.deep.equal([
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:eu-central-1:111122223333:function:unknown',
      404,
    ]);
  });

  it('refuses an event that is no JSON, and takes none for an empty one', async () => {
    const { lambda } = await deploy(ECHO);

    expect(await refusalOf(lambda.invoke('echo', '{"a":'))).to.have.property(
      '0',
      'InvalidRequestContentException',
    );
    expect((await lambda.invoke('echo', '')).payload).to.equal('{}');
  });

  it('gives the process a clean environment, its package as working folder and a folder for temporary files', async () => {
    const { invoke } = await deploy(
      {
        'index.js': `exports.handler = async () => ({ env: process.env, cwd: process.cwd(), execArgv: process.execArgv })`,
      },
      { memoryMb: 512, environment: { CHALLENGE_SETTINGS: '{"flow":[]}' } },
      { environmentFor: fn => ({ AWS_ACCESS_KEY_ID: `key of ${fn.name}` }) },
    );
    const { env, cwd, execArgv } = (await invoke()).result as {
      env: Record<string, string>;
      cwd: string;
      execArgv: string[];
    };

    expect(cwd).to.equal(env.LAMBDA_TASK_ROOT);
    expect(env).to.include({
      CHALLENGE_SETTINGS: '{"flow":[]}',
      AWS_ACCESS_KEY_ID: 'key of echo',
      AWS_REGION: REGION,
    });
    expect(env.AWS_LAMBDA_RUNTIME_API).to.match(/^127\.0\.0\.1:\d+$/);
    expect(env.TMPDIR).to.equal(env.HOME);
    expect(Object.keys(env).filter(name => !/^(AWS|LAMBDA)_/.test(name))).to.have.members([
      'CHALLENGE_SETTINGS',
      'HOME',
      'LANG',
      'PATH',
      'TMPDIR',
      'TZ',
      '_HANDLER',
      '_X_AMZN_TRACE_ID',
    ]);
    expect(execArgv).to.include('--max-old-space-size=460');
  });

  it('is not touched by a package that changes later', async () => {
    const { invoke, fn } = await deploy(ECHO);
    await writeFile(fn.packagePath, 'something else');

    expect((await invoke(1)).result).to.equal(1);
  });

  describe('below a folder with a package.json', () => {
    let folder: string;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'above-'));
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    });

    after(() => rm(folder, { recursive: true }));

    useEnvironment(() => ({ TMPDIR: folder }));

    it('takes a package for what it is on AWS: CommonJS', async () => {
      const { invoke } = await deploy(ECHO);

      expect((await invoke(1)).result).to.equal(1);
    });
  });

  it('does not start with a package that cannot be unpacked', async () => {
    const fn = await functionOf(ECHO);
    await rm(fn.packagePath);

    expect(String(await start([fn]).catch(error => error))).to.contain('echo.zip cannot be unpacked: ENOENT');
  });

  describe('close', () => {
    it('leaves neither processes nor files', async () => {
      const { lambda, invoke } = await deploy(WHO);
      const { pid, taskRoot, temporary, cwd } = (await invoke()).result as {
        pid: number;
        taskRoot: string;
        temporary: string;
        cwd: string;
      };
      expect([isRunning(pid), existsSync(taskRoot), existsSync(temporary)]).to.deep.equal([true, true, true]);
      expect(cwd).to.equal(taskRoot);

      await lambda.close();
      expect([isRunning(pid), existsSync(taskRoot), existsSync(temporary)]).to.deep.equal([
        false,
        false,
        false,
      ]);
    });

    it('ends running invocations, and starts nothing any more', async () => {
      let started = () => {};
      const running = new Promise<void>(resolve => {
        started = resolve;
      });
      const { lambda, invoke } = await deploy(
        {
          'index.js':
            "exports.handler = () => { console.log('running'); return new Promise(() => setTimeout(() => {}, 60_000)); }",
        },
        {},
        { onLog: () => started() },
      );
      const invocation = invoke();
      await running;
      await lambda.close();

      expect((await invocation).result).to.have.property('errorType', 'Runtime.ExitError');
      expect(String(await invoke().catch(error => error))).to.contain('The local Lambda was closed');
    });

    it('ends sandboxes that are just starting', async () => {
      const { lambda, invoke } = await deploy(ECHO);
      const invocation = invoke().catch(error => error);
      await lambda.close();

      expect(await invocation).to.satisfy(
        (end: unknown) =>
          end instanceof Error || (end as { functionError?: string }).functionError === 'Unhandled',
      );
    });
  });

  describe('in a process of its own', () => {
    const MODULE = new URL('./in-a-process.ts', import.meta.url).pathname;

    /** Runs a process that invokes a function and then does this; gives the function's process and the end. */
    async function processThat(action: string, packagePath: string) {
      const child = spawn(process.execPath, ['--import', 'tsx', MODULE, packagePath, action], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let pid: number | undefined;
      child.stdout.setEncoding('utf8').on('data', text => {
        pid ??= Number(/^function (\d+)$/m.exec(text)?.[1]);
        if (/^kill me$/m.test(text)) child.kill('SIGTERM');
      });
      const [status, signal] = await once(child, 'close');
      if (pid === undefined) throw new Error('The function did not answer');
      return { pid, status, signal };
    }

    it('does not keep that process alive', async () => {
      const { pid, status } = await processThat('nothing', (await functionOf(WHO)).packagePath);

      expect(status).to.equal(0);
      await ended(pid);
    });

    it('does not outlive that process when it exits', async () => {
      const { pid, status } = await processThat('exit', (await functionOf(WHO)).packagePath);

      expect(status).to.equal(3);
      await ended(pid);
    });

    it('does not outlive that process when it is told to end in the middle of an invocation', async () => {
      const { pid, signal } = await processThat('wait', (await functionOf(WHO)).packagePath);

      expect(signal).to.equal('SIGTERM');
      await ended(pid);
    });
  });

  describe('of a function that starts a program', () => {
    before(need('sleep'));

    it('kills that, too', async () => {
      const { lambda, invoke } = await deploy({
        'index.js': `
          const { spawn } = require('node:child_process');
          exports.handler = async () => spawn('sleep', ['60'], { stdio: 'ignore' }).pid;`,
      });
      const pid = (await invoke()).result as number;
      expect(isRunning(pid)).to.equal(true);
      await lambda.close();

      await ended(pid);
    });
  });
});
