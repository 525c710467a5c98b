import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { LambdaFunction } from '../../../../local/deployment.ts';
import { runtimeCommand } from '../../../../local/lambda/runtimes/runtimes.ts';
import { useEnvironment } from '../../../support/environment.ts';

const FN: LambdaFunction = {
  name: 'create',
  arn: 'arn:aws:lambda:eu-central-1:111122223333:function:create',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  timeoutSeconds: 5,
  memoryMb: 1000,
  environment: {},
  packagePath: 'create.zip',
  roleArn: 'arn:aws:iam::111122223333:role/create',
};

describe('runtimeCommand', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'path-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  useEnvironment(() => ({ PATH: folder }));

  const commandOf = (overrides: Partial<LambdaFunction>) => runtimeCommand({ ...FN, ...overrides }, folder);
  const argsOf = (overrides: Partial<LambdaFunction>) => {
    const command = commandOf(overrides);
    return command.kind === 'command' ? command.args.slice(0, -1) : [];
  };

  async function install(name: string, mode = 0o755): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, '');
    await chmod(file, mode);
    return file;
  }

  describe('for Node.js', () => {
    it('is this Node.js, with a heap that fits the memory and without what Lambda turns off', () => {
      expect(commandOf({})).to.have.property('file', process.execPath);
      expect(argsOf({})).to.deep.equal([
        '--no-experimental-require-module',
        '--no-experimental-detect-module',
        '--max-old-space-size=900',
      ]);
    });

    it('leaves to NODE_OPTIONS what they decide', () => {
      const NODE_OPTIONS = '--max_old_space_size=64 --experimental-detect-module';

      expect(argsOf({ environment: { NODE_OPTIONS } })).to.deep.equal(['--no-experimental-require-module']);
    });

    it('turns nothing off from nodejs24.x on', () => {
      expect(argsOf({ runtime: 'nodejs24.x' })).to.deep.equal(['--max-old-space-size=900']);
    });
  });

  describe('for Python', () => {
    it('is the python3 of this machine', async () => {
      const file = await install('python3');

      expect(commandOf({ runtime: 'python3.12' })).to.include({ kind: 'command', file });
    });

    it('is missing without one that can be executed', async () => {
      await install('python3', 0o644);

      expect(commandOf({ runtime: 'python3.12' })).to.deep.equal({
        kind: 'fault',
        errorType: 'Runtime.InvalidEntrypoint',
        reason: 'python3 is not on the PATH of this machine',
      });
    });
  });

  it('does not exist for other runtimes, and says which do', () => {
    expect(commandOf({ runtime: 'java21' })).to.deep.equal({
      kind: 'fault',
      errorType: 'Runtime.InvalidEntrypoint',
      reason: 'the runtime java21 does not run on this machine, only nodejs*, python*, provided* do',
    });
  });
});
