import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { findProgram } from '../../local/lambda/runtimes/find-program.ts';
import type { Start } from '../../local/package/api.ts';
import { rejection } from '../support/handlers.ts';
import { commandOf, type Installed, installPackage } from '../support/installed-package.ts';
import { need } from '../support/need.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/local-tests', import.meta.url));
const MAX_TARBALL_BYTES = 2_000_000;

describe('the package cognito-challenge-local, installed from its tarball into an empty folder', function () {
  this.timeout(120_000);
  let installed: Installed;

  before(async () => {
    installed = await installPackage(
      ...['mocha', 'vitest', '@playwright/test', '@aws-sdk/client-cognito-identity-provider'],
    );
    cpSync(EXAMPLES, installed.project, { recursive: true });
  });

  it('is a few MB, has no dependencies, and tells the licences of what is in it', () => {
    const folder = join(installed.project, 'node_modules/cognito-challenge-local');
    const { dependencies, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });

    expect(statSync(installed.tarball).size).to.be.below(MAX_TARBALL_BYTES);
    expect(dependencies).to.equal(undefined);
    expect(bin).to.have.all.keys('cognito-challenge-local');
    expect(files.filter(file => /\.ts$/.test(file))).to.deep.equal(['lib/index.d.ts']);
    const notices = readFileSync(join(folder, 'NOTICES.txt'), 'utf8');
    expect(notices).to.match(/^dynalite [\d.]+, Apache-2\.0\n\n.*Apache License/ms);
    expect(notices)
      .to.include('\naws4 ')
      .and.include('\naws-amplify ')
      .and.not.match(/^aws-cdk|^typescript|^esbuild|^cdktf /m);
  });

  it('signs the demo user in with Amplify, by its command, and says what its options are', async () => {
    const signedIn = await installed.run(commandOf(installed), '--once', '--inputs', 'inputs.tfvars');
    expect(signedIn.output).to.include('asks email_otp').and.include('refresh: new ID and access token');
    expect(signedIn.code).to.equal(0);

    const wrong = await installed.run(commandOf(installed), '--input', 'inputs.tfvars');
    expect(wrong.code).to.equal(1);
    expect(wrong.output).to.equal(
      'Error: Unknown option --input: did you mean --inputs? npx cognito-challenge-local --help lists the options.\n',
    );
  });

  it('ends with the program that started it, and leaves no process and no folder behind', async () => {
    const command = `${commandOf(installed)} --port 0 --no-demo --inputs inputs.tfvars; :`;
    const shell = spawn('sh', ['-c', command], {
      cwd: installed.project,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    shell.stdout.on('data', chunk => (output += chunk));
    while (!output.includes('Serving until')) await once(shell.stdout, 'data');
    const [, endpoint = ''] = /(http:\/\/[\d.:]+)/.exec(output) ?? [];
    expect((await fetch(`${endpoint}/health`)).status).to.equal(200);
    expect((await fetch(`${endpoint}/console/console.js`)).status, 'the console').to.equal(200);

    shell.kill('SIGKILL');

    await once(shell, 'close');
    expect(output).to.include('Ended: the program that started it has ended.');
    expect(await fetch(endpoint).catch(error => error)).to.be.instanceOf(Error);
  });

  it('gives tests of other projects the users of the start, messages once each, and a reset', async () => {
    const { start } = (await import(
      pathToFileURL(join(installed.project, 'node_modules/cognito-challenge-local/lib/index.js')).href
    )) as { start: Start };
    const inputs = { flow: [{ challenge: 'email_otp' }], email: { from: 'sign-in@acme.example' } };
    const [casey, ash] = ['casey@example.com', 'ash@example.com'];
    const cognito = await start({ inputs, users: [{ username: casey }] });
    try {
      const begin = (USERNAME: string) =>
        fetch(cognito.endpoint, {
          method: 'POST',
          headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
          body: JSON.stringify({
            ClientId: cognito.clientIds.app,
            AuthFlow: 'CUSTOM_AUTH',
            AuthParameters: { USERNAME },
          }),
        });
      await cognito.seed([{ username: ash }]);
      const waiting = cognito.outbox.next(ash);
      await Promise.all([begin(casey), begin(ash)]);

      expect(await waiting)
        .to.include({ to: ash, medium: 'EMAIL' })
        .and.have.property('code');
      expect(await cognito.outbox.next(casey)).to.include({ to: casey });
      expect((await rejection(cognito.outbox.next(casey, 1))).message).to.match(
        /^No message came to casey@example\.com in 1 ms; there are messages to /,
      );
      expect((await cognito.outbox.all()).map(({ to }) => to)).to.have.members([casey, ash]);
      expect(await cognito.outbox.all(ash)).to.have.length(1);
      expect((await rejection(cognito.seed([{ username: ash }]))).message).to.include(ash);

      await cognito.reset();
      expect(await cognito.outbox.all()).to.deep.equal([]);
      await begin(casey);
      expect(await cognito.outbox.next(casey)).to.include({ to: casey });
      expect(cognito).to.include({ region: 'us-east-1' }).and.not.have.property('demoUser');
    } finally {
      await cognito.stop();
    }
    expect(await fetch(cognito.endpoint).catch(error => error)).to.be.instanceOf(Error);
  });

  it('has types that a project in TypeScript compiles with', async () => {
    writeFileSync(
      join(installed.project, 'typed.ts'),
      `import { start, type LocalCognito, type Message } from 'cognito-challenge-local';
       const cognito: LocalCognito = await start({ inputs: { flow: [] }, port: 0, users: [{ username: 'a' }] });
       const message: Message = await cognito.outbox.next('a@example.com');
       const code: string | undefined = message.code;
       // @ts-expect-error: there is no such option
       await start({ prot: 1 });
       export { code };`,
    );
    const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', ''];
    expect(await installed.run(tsc, ...flags, 'typed.ts')).to.deep.equal({ code: 0, output: '' });
  });

  const bin = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

  it('is what the example with mocha runs', async () => {
    const { code, output } = await installed.run(bin('mocha'), 'sign-in.mocha.js');
    expect(output).to.include('1 passing');
    expect(code, output).to.equal(0);
  });

  it('is what the example with vitest runs', async () => {
    const { code, output } = await installed.run(bin('vitest'), 'run', '--config', 'vitest.config.js');
    expect(output).to.match(/1 passed/);
    expect(code, output).to.equal(0);
  });

  describe('in a browser', () => {
    before(need('chromium'));

    it('is what the example with Playwright runs', async () => {
      process.env.CHROMIUM = findProgram('chromium');
      const { code, output } = await installed.run(bin('playwright'), 'test');
      delete process.env.CHROMIUM;
      expect(output).to.include('1 passed');
      expect(code, output).to.equal(0);
    });
  });
});
