import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { packageOf, temporaryFolder } from '../support/loop.ts';

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

function varFile(inputs: object): string {
  const path = join(temporaryFolder(), 'inputs.json');
  writeFileSync(path, JSON.stringify(inputs));
  return path;
}

describe('npm start', function () {
  this.timeout(60_000);

  it('signs in once and ends with status 0', async () => {
    const { code, output } = await start('--once').ended;
    expect(output).to.include('WRONG_ANSWER').and.include('issue tokens').and.include('refresh');
    expect(code, output).to.equal(0);
  });

  it('takes inputs and functions from outside, and shows the messages that arrive', async () => {
    const riddle = 'arn:aws:lambda:us-east-1:123456789012:function:riddle';
    const inputs = varFile({
      flow: [
        { challenge: 'proof_of_work' },
        { challenge: 'magic_link' },
        { challenge: 'sms_otp', attempts: 1 },
        { challenge: 'external', function_arn: riddle, proof: true },
      ],
      proof_of_work: { difficulty: 10 },
      magic_link: { urls: ['https://app.example.com/sign-in'] },
      email: { from: 'sign-in@acme.example' },
      sms: { country_prefixes: ['+1'] },
    });
    const source = `exports.handler = async event => {
      const { request, response } = event;
      response.privateChallengeParameters = { answer: process.env.ANSWER };
      response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters?.answer;
      return event;
    }`;
    const external = `${riddle}=${packageOf(source)}:index.handler:nodejs22.x`;
    const given = ['--external', external, '--external-env', `${riddle}=ANSWER=desserts`];
    const { code, output } = await start('--once', '--var-file', inputs, ...given).ended;
    expect(code, output).to.equal(0);
    expect(output).to.match(/EMAIL to demo@example\.com\n[\s\S]*\| https:\/\/app\.example\.com\/sign-in#/);
    expect(output).to.match(/SMS to \+15555550100\n +\| \d{6} /);
    expect(output).to.include('answers desserts').and.include('issue tokens');
  });

  it('meets MFA, where the pool requires it, and shows the calls of the token guard', async () => {
    const inputs = varFile({ user_pool: { mfa: 'ON' } });
    const { code, output } = await start('--once', '--var-file', inputs).ended;
    expect(code, output).to.equal(0);
    expect(output).to.match(/sets up an authenticator app: answers \d{6}\n/);
    expect(output).to.match(/PreTokenGeneration +TokenGeneration_Authentication/);
  });

  it('says of a challenge that takes a person that it does', async () => {
    const human_check = {
      provider: 'turnstile',
      site_key: 'site-key',
      secret_arn: 'arn:aws:ssm:us-east-1:123456789012:parameter/turnstile',
      hostnames: ['app.example.com'],
    };
    const inputs = varFile({ flow: [{ challenge: 'password' }, { challenge: 'human_check' }], human_check });
    const { code, output } = await start('--once', '--var-file', inputs).ended;
    expect(output).to.include('human_check takes a person and turnstile');
    expect(code).to.equal(1);
  });

  it('keeps the functions within a permissions boundary, whose document it is given', async () => {
    const permissions_boundary_arn = 'arn:aws:iam::123456789012:policy/boundary';
    const inputs = varFile({ permissions_boundary_arn });
    const run = (...Action: string[]) => {
      const document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } };
      const policies = varFile({ [permissions_boundary_arn]: document });
      return start('--once', '--var-file', inputs, '--policies', policies).ended;
    };

    const [within, outside, unknown] = await Promise.all([
      run('kms:GenerateMac', 'dynamodb:UpdateItem'),
      run('dynamodb:UpdateItem'),
      start('--once', '--var-file', inputs).ended,
    ]);

    expect(within.code, within.output).to.equal(0);
    expect(outside.output).to.include('because no permissions boundary allows the kms:GenerateMac action');
    expect(outside.code).to.equal(1);
    expect(unknown.output).to.include(`what the policy ${permissions_boundary_arn} allows is not known here`);
    expect(unknown.code).to.equal(1);
  }).timeout(120_000);

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
