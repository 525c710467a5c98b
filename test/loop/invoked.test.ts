import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { codeIn } from '../support/codes.ts';
import { type Loop, type LoopOptions, withLoop } from '../support/loop.ts';
import { askedIn } from '../support/right-answer.ts';
import { type Asked, sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const MALLORY = 'mallory@evil.example';
const email = { from: 'sign-in@acme.example' };
const BY_CODE: LoopOptions = { inputs: { flow: [{ challenge: 'email_otp' }], email } };
const BY_LINK: LoopOptions = {
  inputs: {
    flow: [{ challenge: 'magic_link' }],
    email,
    magic_link: { urls: ['https://app.acme.example/sign-in'] },
  },
};

const tokenIn = ({ text }: { text: string }) =>
  new URLSearchParams(new URL(/https:\S+/.exec(text)?.[0] ?? '').hash.slice(1)).get('token') ?? '';

/** Whoever may `lambda:InvokeFunction` hands a function what they like. @returns what it returned */
async function invoke(loop: Loop, name: string, event: object): Promise<unknown> {
  const arn = loop.deployment.functions.find(fn => fn.name.endsWith(name))?.arn ?? expect.fail(name);
  const path = `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`;
  const answer = await fetch(loop.endpoint + path, { method: 'POST', body: JSON.stringify(event) });
  expect(answer.headers.get('x-amz-function-error')).to.equal(null);
  return answer.json();
}

const userNameOf = ({ ChallengeParameters }: Asked) => ChallengeParameters?.USERNAME ?? '';

describe('Who may invoke a function', function () {
  this.timeout(60_000);

  for (const [challenge, options, answerIn] of [
    ['magic_link', BY_LINK, tokenIn],
    ['email_otp', BY_CODE, codeIn],
  ] as const)
    it(`has deliver send an answer that signs nobody in: ${challenge}`, () =>
      withLoop(options, async loop => {
        const victim = await loop.newUser();
        const user = sdkUser(loop, victim.email);
        const asked = await user.begin();
        const right = answerIn(await loop.message(victim.email));
        // The question that was just asked, should the attacker know its nonce, and one of the attacker's own.
        const create = (await loop.rounds()).findLast(({ trigger }) => trigger === 'CreateAuthChallenge');
        const { nonce: known } = askedIn(Object(create?.response).privateChallengeParameters);
        const wanted = [known, randomBytes(16).toString('base64url')];
        for (const nonce of wanted) {
          await invoke(loop, 'deliver-challenge', {
            question: { step: challenge, challenge, nonce, issuedAt: Math.floor(Date.now() / 1000) },
            ...{ userPoolId: loop.config.userPoolId, clientId: loop.clientId, userName: userNameOf(asked) },
            ...{ address: MALLORY, send: 1 },
          });
        }
        let next = asked;
        for (const n of wanted.keys()) {
          next = await user.answer(next, answerIn(await loop.message(MALLORY, n + 1)));
          expect(next.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
        }
        const { AuthenticationResult: tokens } = await user.answer(next, right);
        await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, victim.email);
      }));

  it('has create ask with forged attributes, and learns nothing of the code that stands', () =>
    withLoop(BY_CODE, async loop => {
      const victim = await loop.newUser();
      const user = sdkUser(loop, victim.email);
      const asked = await user.begin();
      const code = codeIn(await loop.message(victim.email));
      await invoke(loop, 'create-auth-challenge', {
        ...{
          version: '1',
          region: 'us-east-1',
          userPoolId: loop.config.userPoolId,
          userName: userNameOf(asked),
        },
        callerContext: { awsSdkVersion: 'x', clientId: loop.clientId },
        triggerSource: 'CreateAuthChallenge_Authentication',
        request: {
          userAttributes: { email: MALLORY, email_verified: 'true' },
          ...{ challengeName: 'CUSTOM_CHALLENGE', session: [] },
        },
        response: {
          publicChallengeParameters: null,
          privateChallengeParameters: null,
          challengeMetadata: null,
        },
      });
      const next = await user.answer(asked, codeIn(await loop.message(MALLORY)));
      expect(next.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
      const { AuthenticationResult: tokens } = await user.answer(next, code);
      await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, victim.email);
    }));
});

describe('A mailbox that is the user’s no longer', function () {
  this.timeout(60_000);

  it('holds a link that signs nobody in', () =>
    withLoop(BY_LINK, async loop => {
      const { email: before } = await loop.newUser();
      const user = sdkUser(loop, before);
      const asked = await user.begin();
      const token = tokenIn(await loop.message(before));
      await loop.cognito.service.AdminUpdateUserAttributes?.(
        {
          ...{ UserPoolId: loop.config.userPoolId, Username: before },
          UserAttributes: [
            { Name: 'email', Value: 'new@example.com' },
            { Name: 'email_verified', Value: 'true' },
          ],
        },
        { accessKeyId: 'test' },
      );
      const { ChallengeParameters } = await user.answer(asked, token);
      expect(ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
    }));
});
