import { expect } from 'chai';
import type { AllowedCall } from '../../local/services/iam.ts';
import { reply, useAwsServer } from '../support/aws-server.ts';
import { codeIn } from '../support/codes.ts';
import { packageOf, useLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const SECRET = 'arn:aws:ssm:us-east-1:123456789012:parameter/turnstile';
const RIDDLE = 'arn:aws:lambda:us-east-1:123456789012:function:riddle';

const riddle = `exports.handler = async event => {
  event.response = event.triggerSource.startsWith('Create')
    ? { publicChallengeParameters: { word: 'level' }, privateChallengeParameters: { answer: 'level' }, challengeMetadata: 'RIDDLE' }
    : { answerCorrect: event.request.challengeAnswer === 'level' };
  return event;
};`;

describe('The policies', function () {
  this.timeout(60_000);
  const done: AllowedCall[] = [];
  const provider = useAwsServer((response, request) =>
    reply(200, { success: true, hostname: 'app.example.com', challenge_ts: new Date().toISOString() })(
      response,
      request,
    ),
  );
  const running = useLoop(() => ({
    inputs: {
      flow: [
        { challenge: 'human_check' },
        { challenge: 'external', function_arn: RIDDLE, proof: false },
        { challenge: 'email_otp' },
        { challenge: 'sms_otp' },
      ],
      email: { from: 'sign-in@acme.example' },
      sms: { country_prefixes: ['+1'] },
      human_check: {
        provider: 'turnstile',
        site_key: 'key',
        secret_arn: SECRET,
        hostnames: ['app.example.com'],
      },
      function_packages: {
        verify_auth_challenge_response: { environment: { HUMAN_CHECK_ENDPOINT: provider.url() } },
      },
    },
    secrets: { [SECRET]: 's3cret' },
    externalFunctions: {
      [RIDDLE]: { packagePath: packageOf(riddle), runtime: 'nodejs22.x', handler: 'index.handler' },
    },
    onAllowed: call => done.push(call),
  }));

  it('allow each function what it calls, and nothing else', async () => {
    const loop = running();
    const { email, phoneNumber } = await loop.newUser();
    const user = sdkUser(loop, email);
    const word = await user.answer(await user.begin(), 'token');
    const mail = await user.answer(word, 'level');
    const text = await user.answer(mail, codeIn(await loop.message(email)));
    const { AuthenticationResult: tokens } = await user.answer(text, codeIn(await loop.message(phoneNumber)));
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);

    for (const { name, roleArn } of loop.deployment.functions) {
      const statements = loop.deployment.roles.find(({ arn }) => arn === roleArn)?.statements ?? [];
      // Lambda writes the log, in the function's name.
      const allowed = statements
        .flatMap(({ actions }) => actions)
        .filter(action => !action.startsWith('logs:'));
      const called = done.filter(({ functionName }) => functionName === name).map(({ action }) => action);
      expect([...new Set(called)], name).to.have.members([...new Set(allowed)]);
    }
  });
});
