import { expect } from 'chai';
import { packageOf } from '../support/loop.ts';
import { start, varFile } from '../support/start.ts';

describe('npm start, with options', function () {
  this.timeout(60_000);

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

  it('keeps the functions within a permissions boundary, whose document it is given', async () => {
    const permissions_boundary_arn = 'arn:aws:iam::123456789012:policy/boundary';
    const inputs = varFile({ permissions_boundary_arn });
    const statement = { Effect: 'Allow', Action: ['dynamodb:UpdateItem'], Resource: '*' };
    const policies = varFile({ [permissions_boundary_arn]: { Version: '2012-10-17', Statement: statement } });

    const { code, output } = await start('--once', '--var-file', inputs, '--policies', policies).ended;

    expect(output).to.include('because no permissions boundary allows the kms:GenerateMac action');
    expect(code).to.equal(1);
  });

  it('names what is misspelt among the inputs, and the nearest right name', async () => {
    const misspelt = varFile({ flow: [{ challenge: 'password' }, { challenge: 'captcha', atempts: 2 }] });

    const { code, output } = await start('--once', '--var-file', misspelt).ended;

    expect(output).to.include('flow[1]: there is no attribute atempts. Did you mean attempts?');
    expect(code).to.equal(1);
  });

  it('says what is wrong, without a stack, and ends with status 1', async () => {
    const { code, output } = await start('--once', '--port', '70000').ended;
    expect(output).to.include('--port takes 0 to 65535; got 70000.').and.not.include('    at ');
    expect(code).to.equal(1);
  });
});
