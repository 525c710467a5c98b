import { createHmac, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { questionName } from '../../functions/question/nonce.ts';
import type { SentMessage } from '../../local/services/outbox.ts';
import { linkIn } from '../support/codes.ts';
import { makeStale } from '../support/ledger.ts';
import { type Loop, type LoopOptions, withLoop } from '../support/loop.ts';
import { type Asked, sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

const INPUTS = {
  flow: [{ challenge: 'magic_link' }],
  email: { from: 'sign-in@acme.example' },
  magic_link: { urls: ['https://app.acme.example/sign-in'] },
};
const fieldsOf = (message: SentMessage) =>
  Object.fromEntries(new URLSearchParams(linkIn(message).hash.slice(1)));
const tokenIn = (message: SentMessage) => fieldsOf(message).token ?? '';

describe('A link, in a sign-in that asks another question', function () {
  this.timeout(60_000);

  /** A user with a link from one sign-in, and another sign-in that has a link of its own. */
  async function two(loop: Loop) {
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const first = await user.begin();
    const token = tokenIn(await loop.message(email));
    await makeStale(loop);
    const second = await user.begin();
    expect(second.ChallengeParameters?.question).to.not.equal(first.ChallengeParameters?.question);
    return { email, user, first, second, token };
  }
  const expectWrong = ({ ChallengeParameters: told }: Asked) =>
    expect(told).to.include({ error: 'WRONG_ANSWER' });

  it('signs in, since the ledger knows that it was sent; its token begins with the question that an app keeps', () =>
    withLoop({ inputs: INPUTS }, async loop => {
      const { email, user, first, second, token } = await two(loop);
      expect(token.split('.')[0]).to.equal(first.ChallengeParameters?.question);
      const { AuthenticationResult: tokens } = await user.answer(second, token);
      await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
    }));

  it('counts only in its own sign-in where there is no ledger', () =>
    withLoop({ inputs: { ...INPUTS, ledger_enabled: false } }, async loop => {
      const { email, user, first, second, token } = await two(loop);
      expectWrong(await user.answer(second, token));
      const { AuthenticationResult: tokens } = await user.answer(first, token);
      await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
    }));

  for (const ledger_enabled of [true, false])
    it(`signs nobody in where the KMS key made it, and nobody sent it: ${ledger_enabled ? 'with a' : 'without'} ledger`, () =>
      withLoop({ inputs: { ...INPUTS, ledger_enabled } } satisfies LoopOptions, async loop => {
        const { email } = await loop.newUser();
        const user = sdkUser(loop, email);
        let asked = await user.begin();
        const { token: sent = '', username = '' } = fieldsOf(await loop.message(email));
        const [, issued, nonce = ''] = sent.split('.');
        const forge = async (from: string) => {
          const issuedAt = Number(issued);
          const key = await generateMac(loop, `cognito-challenge epoch ${Math.floor(issuedAt / 3600)}`);
          const of = [loop.config.userPoolId, loop.clientId, username, 'magic_link', 'magic_link'];
          const mac = createHmac('sha256', key)
            .update(JSON.stringify(['answer-1', ...of, from, issuedAt, `token to ${email}`, 0]))
            .digest('base64url');
          return `${questionName({ nonce: from, issuedAt })}.${issuedAt}.${from}.${mac}`;
        };
        expect(await forge(nonce), 'so the key makes links').to.equal(sent);
        for (const from of [
          randomBytes(16).toString('base64url'),
          asked.ChallengeParameters?.question ?? '',
        ]) {
          asked = await user.answer(asked, await forge(from));
          expectWrong(asked);
        }
        const { AuthenticationResult: tokens } = await user.answer(asked, sent);
        await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
      }));
});

/** As somebody who may use the key. */
async function generateMac(loop: Loop, message: string): Promise<Buffer> {
  const [key] = loop.deployment.keys;
  const response = await fetch(loop.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'TrentService.GenerateMac', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({
      ...{ KeyId: key?.arn, MacAlgorithm: 'HMAC_SHA_256' },
      Message: Buffer.from(message).toString('base64'),
    }),
  });
  return Buffer.from(((await response.json()) as { Mac: string }).Mac, 'base64');
}
