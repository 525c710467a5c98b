import { expect } from 'chai';
import { solve } from '../../local/demo/answers.ts';
import { type ReceivedRequest, type Reply, reply, useAwsServer } from '../support/aws-server.ts';
import { codeIn, linkIn } from '../support/codes.ts';
import { type Loop, type LoopOptions, withLoop } from '../support/loop.ts';
import { type Asked, sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';
import { wrappedFunction } from '../support/wrapped-function.ts';

const EMAIL = { email: { from: 'sign-in@acme.example' } };

/** Verify judges, and its answer comes too late: to the first of Cognito's calls at each answer. */
const SLOW =
  'async (event, n, judge) => { const judged = await judge(event); if (n % 2) await hang(); return judged; }';

/** Cognito waits 5 s, and calls again with the same event. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
describe('A verify that answers too late, so that Cognito calls it again', function () {
  this.timeout(90_000);

  const slowly = async (
    inputs: Readonly<Record<string, unknown>>,
    more: object = {},
  ): Promise<LoopOptions> => {
    const wrapped = await wrappedFunction('verify-auth-challenge-response', SLOW);
    const function_packages = { verify_auth_challenge_response: { ...wrapped, ...more } };
    return { inputs: { ...EMAIL, ...inputs, function_packages }, triggerTimeoutMs: 2500 };
  };
  const verdicts = ({ logs }: Loop) =>
    logs.flatMap(line => /"Judged\.".*"verdict":"([^"]+)"/.exec(line)?.[1] ?? []);
  async function expectSignedIn(loop: Loop, { AuthenticationResult: tokens }: Asked, email: string) {
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
  }

  it('finds a right code right, and has counted a wrong one once', async () =>
    withLoop(await slowly({ flow: [{ challenge: 'email_otp' }] }), async loop => {
      const { email } = await loop.newUser();
      const user = sdkUser(loop, email);
      const asked = await user.begin();
      const code = codeIn(await loop.message(email));
      const again = await user.answer(asked, code === '000000' ? '000001' : '000000');
      expect(again.ChallengeParameters).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '2' });
      await expectSignedIn(loop, await user.answer(again, code), email);
      expect(verdicts(loop)).to.deep.equal(['wrong', 'wrong', 'right', 'right']);
    }));

  it('finds a right link right, once', async () =>
    withLoop(
      await slowly({
        flow: [{ challenge: 'magic_link' }],
        magic_link: { urls: ['https://app.acme.example/sign-in'] },
      }),
      async loop => {
        const { email } = await loop.newUser();
        const user = sdkUser(loop, email);
        const [asked, other] = [await user.begin(), await user.begin()];
        const { hash } = linkIn(await loop.message(email));
        const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';
        await expectSignedIn(loop, await user.answer(asked, token), email);
        const replayed = await user.answer(other, token);
        expect(replayed.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
      },
    ));

  it('finds work and pictures right, which are judged once', async () =>
    withLoop(
      await slowly({
        flow: [{ challenge: 'proof_of_work' }, { challenge: 'captcha' }, { challenge: 'email_otp' }],
        proof_of_work: { difficulty: 10 },
      }),
      async loop => {
        const { email } = await loop.newUser();
        const user = sdkUser(loop, email);
        const work = await user.begin();
        const { prefix = '' } = work.ChallengeParameters ?? {};
        const picture = await user.answer(work, solve(prefix, 10));
        const code = await user.answer(picture, await loop.rightAnswer());
        await expectSignedIn(loop, await user.answer(code, codeIn(await loop.message(email))), email);
      },
    ));

  describe('where a CAPTCHA service takes a token once', () => {
    const secret = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hcaptcha-AbC123';
    const taken = new Set<string>();
    const siteVerify: Reply = (response, request) => {
      const token = formOf(request).get('response') ?? '';
      const isFirst = !taken.has(token);
      taken.add(token);
      const solved = { success: true, hostname: 'app.example.com', challenge_ts: new Date().toISOString() };
      const refused = { success: false, 'error-codes': ['already-seen-response'] };
      return reply(200, isFirst ? solved : refused)(response, request);
    };
    const formOf = ({ body }: ReceivedRequest) => new URLSearchParams(body);
    const provider = useAwsServer(siteVerify);

    it('keeps to what the service said first', async () => {
      const human_check = {
        ...{ provider: 'hcaptcha', site_key: 'site-key', secret_arn: secret },
        hostnames: ['app.example.com'],
      };
      const options = await slowly(
        { flow: [{ challenge: 'human_check' }, { challenge: 'email_otp' }], human_check },
        { environment: { HUMAN_CHECK_ENDPOINT: provider.url() } },
      );
      await withLoop({ ...options, secrets: { [secret]: 's3cret' } }, async loop => {
        const user = sdkUser(loop, (await loop.newUser()).email);
        const passed = await user.answer(await user.begin(), 'a token');
        expect(passed.ChallengeParameters).to.include({ challenge: 'email_otp' });
        expect(provider.received, 'it was asked each time').to.have.length(2);
        expect(verdicts(loop)).to.deep.equal(['right', 'right']);
      });
    });
  });
});
