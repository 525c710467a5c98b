import { expect } from 'chai';
import { type ReceivedRequest, type Reply, reply, useAwsServer } from '../support/aws-server.ts';
import { codeIn } from '../support/codes.ts';
import { useLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:turnstile-AbC123';

/** What the provider says of a token: that of a page, solved now, for whatever the token says. */
const siteVerify: Reply = (response, request) => {
  const token = formOf(request).get('response') ?? '';
  const [hostname, action] = token.split(' ');
  const solved = { success: true, hostname, action, challenge_ts: new Date().toISOString() };
  const refused = { success: false, 'error-codes': ['invalid-input-response'] };
  return reply(200, token.includes(' ') ? solved : refused)(response, request);
};

const formOf = ({ body }: ReceivedRequest) => new URLSearchParams(body);

describe('human_check, in the loop', function () {
  this.timeout(60_000);
  const provider = useAwsServer(siteVerify);
  const running = useLoop(() => ({
    inputs: {
      flow: [{ challenge: 'human_check' }, { challenge: 'email_otp' }],
      email: { from: 'sign-in@acme.example' },
      human_check: {
        provider: 'turnstile',
        site_key: 'site-key',
        secret_arn: SECRET,
        hostnames: ['app.example.com'],
        action: 'sign-in',
      },
      function_packages: {
        verify_auth_challenge_response: { environment: { HUMAN_CHECK_ENDPOINT: provider.url() } },
      },
    },
    secrets: { [SECRET]: 's3cret' },
  }));

  it('passes who solved the widget on the page, for this', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const asked = await user.begin();
    const widget = {
      challenge: 'human_check',
      provider: 'turnstile',
      siteKey: 'site-key',
      action: 'sign-in',
    };
    expect(asked.ChallengeParameters).to.include(widget);

    const passed = await user.answer(asked, 'app.example.com sign-in');
    expect(passed.ChallengeParameters).to.include({ challenge: 'email_otp' });
    const [sent] = provider.received;
    expect(sent && formOf(sent).get('secret')).to.equal('s3cret');
    const code = codeIn(await loop.message(email));
    const { AuthenticationResult: tokens } = await user.answer(passed, code);
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
    expect(loop.logs.join('\n')).to.not.include('s3cret');
  });

  for (const [title, token] of [
    ['the provider does not know', 'nonsense'],
    ['was solved on another site', 'evil.example sign-in'],
    ['was solved for something else', 'app.example.com sign-up'],
  ] as const) {
    it(`does not pass a token that ${title}`, async () => {
      const loop = running();
      const user = sdkUser(loop, (await loop.newUser()).email);
      const refused = await user.answer(await user.begin(), token);
      expect(refused.ChallengeParameters).to.include({ challenge: 'human_check', error: 'WRONG_ANSWER' });
      expect(provider.received).to.have.length(1);
    });
  }

  it('passes nobody while the provider cannot be asked', async () => {
    const loop = running();
    provider.replies(reply(503, 'Down.'));
    const user = sdkUser(loop, (await loop.newUser()).email);
    const refused = await user.answer(await user.begin(), 'app.example.com sign-in');
    expect(refused.ChallengeParameters).to.include({ challenge: 'human_check', error: 'WRONG_ANSWER' });
    expect(loop.logs.join('\n')).to.include('HumanCheckFailedClosed');
  });
});
