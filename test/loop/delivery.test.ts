import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { codeIn } from '../support/codes.ts';
import { type Loop, type LoopOptions, type Terraform, useLoop, withLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
import { expectTokens, rejection } from '../support/tokens.ts';
import { wrappedFunction } from '../support/wrapped-function.ts';

const INPUTS = {
  flow: [{ any_of: ['email_otp', 'sms_otp'] }],
  email: { from: 'sign-in@acme.example' },
  sms: { country_prefixes: ['+1'] },
  delivery: { messages_per_hour: 100, resend_seconds: 25 },
};

describe('What a client can ask for instead of giving an answer', function () {
  this.timeout(120_000);
  const running = useLoop({ inputs: INPUTS });

  it('is another message: too soon it is told when, no attempt is lost, and the code stays right', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const wrong = await user.answer(await user.begin(), 'wrong');
    const code = codeIn(await loop.message(email));
    const again = await user.answer(wrong, 'resend', { action: 'resend' });
    const { attemptsRemaining, resendAfter = '', error } = again.ChallengeParameters ?? {};
    expect([attemptsRemaining, error]).to.deep.equal(['2', undefined]);
    expect(resendAfter).to.equal(wrong.ChallengeParameters?.resendAfter);
    expect(Date.parse(resendAfter)).to.be.greaterThan(Date.now());
    const { AuthenticationResult: tokens } = await user.answer(again, code);
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
  });

  it('comes once more after the cooldown, with the same code', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const asked = await user.begin();
    const code = codeIn(await loop.message(email));
    // The cooldown is the sign-in's own, in its session: nobody can shorten it.
    const { resendAfter = '' } = asked.ChallengeParameters ?? {};
    await sleep(Math.max(0, Date.parse(resendAfter) - Date.now()) + 500);
    const again = await user.answer(asked, 'resend', { action: 'resend' });
    expect(again.ChallengeParameters).to.include({ attemptsRemaining: '3' });
    expect(codeIn(await loop.message(email, 2))).to.equal(code);
    const { AuthenticationResult: tokens } = await user.answer(again, code);
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
  });

  it('is another of the alternatives, and no attempt is lost', async () => {
    const loop = running();
    const { email, phoneNumber } = await loop.newUser();
    const user = sdkUser(loop, email);
    const asked = await user.begin();
    expect(asked.ChallengeParameters).to.include({
      challenge: 'email_otp',
      alternatives: 'email_otp,sms_otp',
    });
    const wrong = await user.answer(asked, 'wrong');
    const switched = await user.answer(wrong, 'sms', { challenge: 'sms_otp' });
    expect(switched.ChallengeParameters).to.include({ challenge: 'sms_otp', attemptsRemaining: '2' });
    const stale = await user.answer(switched, codeIn(await loop.message(email)));
    expect(stale.ChallengeParameters).to.include({ challenge: 'sms_otp', attemptsRemaining: '1' });
    const { AuthenticationResult: tokens } = await user.answer(
      stale,
      codeIn(await loop.message(phoneNumber)),
    );
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
  });

  it('is no free guess: a right code with an action is not judged', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const asked = await user.begin();
    const code = codeIn(await loop.message(email));
    const { ChallengeName, AuthenticationResult } = await user.answer(asked, code, { action: 'resend' });
    expect([ChallengeName, AuthenticationResult]).to.deep.equal(['CUSTOM_CHALLENGE', undefined]);
  });
});

describe('One message, whatever Cognito does', function () {
  this.timeout(60_000);

  /** The create function as it is shipped, with something around it. @param wrapped JavaScript of `(event, n, ask)` */
  async function wrappedCreate(wrapped: string, triggerCalls = 3): Promise<LoopOptions> {
    const create_auth_challenge = await wrappedFunction('create-auth-challenge', wrapped);
    const inputs = { ...INPUTS, function_packages: { create_auth_challenge } };
    return { inputs, triggerTimeoutMs: 2500, triggerCalls };
  }

  // AWS promises no number of calls.
  for (const calls of [3, 5])
    it(`where create is slow after it handed over: Cognito calls ${calls} times`, async () =>
      withLoop(
        await wrappedCreate(
          `async (event, n, ask) => { const asked = await ask(event); if (n < ${calls}) await hang(); return asked; }`,
          calls,
        ),
        async loop => {
          const before = Array.from({ length: calls - 1 }, () => 'sent before');
          await expectOneMessage(loop, calls, ['sent', ...before]);
        },
      ));

  it('where Cognito calls once and no more: the next sign-in has the same message', async () =>
    withLoop(
      await wrappedCreate(
        'async (event, n, ask) => { const asked = await ask(event); if (n < 2) await hang(); return asked; }',
        1,
      ),
      async loop => {
        const error = await rejection(sdkUser(loop).begin());
        expect(error.name).to.equal('UnexpectedLambdaException');
        await expectOneMessage(loop, 2, ['sent', 'sent before']);
      },
    ));

  it('where create is slow before', async () =>
    withLoop(
      await wrappedCreate('async (event, n, ask) => { if (n < 3) await hang(); return ask(event); }'),
      async loop => {
        await expectOneMessage(loop, 3, ['sent']);
      },
    ));

  it('where create dies after it handed over, and the user starts again', async () =>
    withLoop(
      await wrappedCreate(
        'async (event, n, ask) => { const asked = await ask(event); if (n < 2) process.exit(1); return asked; }',
      ),
      async loop => {
        const error = await rejection(sdkUser(loop).begin());
        expect(error.name).to.equal('UserLambdaValidationException');
        await expectOneMessage(loop, 2, ['sent', 'sent before']);
      },
    ));

  /** Signs the demo user in with the one message that came. */
  async function expectOneMessage(loop: Loop, calls: number, outcomes: readonly string[]) {
    const user = sdkUser(loop);
    const asked = await user.begin();
    expect(await loop.deliveries(outcomes.length)).to.have.members(outcomes);
    const creates = (await loop.rounds()).filter(({ trigger }) => trigger === 'CreateAuthChallenge');
    expect(creates).to.have.length(calls);
    expect(loop.outbox).to.have.length(1);
    const { AuthenticationResult: tokens } = await user.answer(
      asked,
      codeIn(await loop.message('demo@example.com')),
    );
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken);
  }
});

describe('The permissions that Terraform describes', function () {
  this.timeout(60_000);
  const without =
    (role: string, sid: string) =>
    ({ data }: Terraform) => {
      const { dynamic } = data.aws_iam_policy_document[role] ?? expect.fail(`There is no ${role}.`);
      const left = dynamic.statement.filter(({ content }) => content.sid !== sid);
      expect(left).to.have.length(dynamic.statement.length - 1);
      dynamic.statement = left;
    };
  const DEAD_LETTERS = 'arn:aws:sqs:us-east-1:123456789012:dead-letters';
  const UNAVAILABLE = { name: 'UserLambdaValidationException' };

  it('let create count', () =>
    withLoop({ inputs: INPUTS, edit: without('create_auth_challenge', 'Count') }, async loop => {
      expect(await rejection(sdkUser(loop).begin())).to.include(UNAVAILABLE);
      expect(loop.logs.join('\n')).to.include('AccessDeniedException').and.include('dynamodb:UpdateItem');
      expect(loop.outbox).to.deep.equal([]);
    }));

  it('let create hand over', () =>
    withLoop({ inputs: INPUTS, edit: without('create_auth_challenge', 'HandOver') }, async loop => {
      expect(await rejection(sdkUser(loop).begin())).to.include(UNAVAILABLE);
      expect(loop.logs.join('\n')).to.include('AccessDeniedException').and.include('lambda:InvokeFunction');
    }));

  it('let verify count: without it no right code signs in', () =>
    withLoop({ inputs: INPUTS, edit: without('verify_auth_challenge_response', 'Count') }, async loop => {
      const user = sdkUser(loop);
      const asked = await user.begin();
      const code = codeIn(await loop.message('demo@example.com'));
      expect(await rejection(user.answer(asked, code))).to.include(UNAVAILABLE);
    }));

  it('let deliver send: without it Lambda tries three times, and gives up where a person can see it', () =>
    withLoop(
      {
        inputs: { ...INPUTS, dead_letter_target_arns: { deliver_challenge: DEAD_LETTERS } },
        edit: without('deliver_challenge', 'SendEmail'),
        retryWaitsMs: [1, 1],
      },
      async loop => {
        await sdkUser(loop).begin();
        const [failure] = await loop.failures(1);
        expect(failure?.requestContext).to.include({
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        });
        expect(failure?.deadLetterTarget).to.equal(DEAD_LETTERS);
        expect(loop.outbox).to.deep.equal([]);
        expect(JSON.stringify(failure)).to.not.include(await loop.rightAnswer());
      },
    ));
});
