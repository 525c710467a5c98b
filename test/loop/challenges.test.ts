import { expect } from 'chai';
import { solve } from '../../local/demo/answers.ts';
import type { SentMessage } from '../../local/services/outbox.ts';
import { codeIn, linkIn } from '../support/codes.ts';
import { type Loop, useLoop } from '../support/loop.ts';
import { type Asked, sdkUser } from '../support/sdk-client.ts';
import { expectTokens, rejection } from '../support/tokens.ts';

const REFUSED = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const EMAIL = { email: { from: 'sign-in@acme.example' }, delivery: { messages_per_hour: 100 } };

async function expectSignedIn(loop: Loop, { AuthenticationResult: tokens }: Asked, email: string) {
  await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken, email);
}

// That answers expire is tested with the functions: here nobody can turn their clock.
describe('email_otp, in the loop', function () {
  this.timeout(60_000);
  const running = useLoop({ inputs: { flow: [{ challenge: 'email_otp', code_length: 8 }], ...EMAIL } });

  it('sends a code that signs in', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const asked = await user.begin();
    expect(asked.ChallengeParameters).to.include({
      challenge: 'email_otp',
      deliveryMedium: 'EMAIL',
      destination: '***@***', // the address is what the user signs in with
      codeLength: '8',
      codeAlphabet: 'digits',
      attemptsRemaining: '3',
    });
    const message = await loop.message(email);
    expect(message).to.include({ medium: 'EMAIL', to: email });
    expect(message.html).to.include(codeIn(message));
    expect(codeIn(message)).to.match(/^\d{8}$/);
    await expectSignedIn(loop, await user.answer(asked, codeIn(message)), email);
  });

  it('takes the same code after a wrong one, however it is typed', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const asked = await user.begin();
    const code = codeIn(await loop.message(email));
    const again = await user.answer(asked, code === '00000000' ? '11111111' : '00000000');
    expect(again.ChallengeParameters).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '2' });
    const typed = ` ${code.slice(0, 4)}-${code.slice(4)} `;
    await expectSignedIn(loop, await user.answer(again, typed), email);
  });

  it('ends after the last attempt; a new sign-in brings none back, and the right code comes too late', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    let asked = await user.begin();
    const code = codeIn(await loop.message(email));
    asked = await user.answer(await user.answer(asked, 'wrong'), 'wrong');
    expect(await rejection(user.answer(asked, 'wrong'))).to.include(REFUSED);

    const second = await user.begin();
    expect(second.ChallengeParameters).to.include({ attemptsRemaining: '3' });
    const refused = await user.answer(second, code);
    expect(refused.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
  });

  it('takes a code once, and asks for another at the next sign-in', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const code = async (n: number) => codeIn(await loop.message(email, n));
    const [one, other] = [await user.begin(), await user.begin()];
    await expectSignedIn(loop, await user.answer(one, await code(1)), email);

    const replayed = await user.answer(other, await code(1));
    expect(replayed.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
    const next = await user.begin();
    expect(await code(2)).to.not.equal(await code(1));
    await expectSignedIn(loop, await user.answer(next, await code(2)), email);
  });

  it("takes no other user's code", async () => {
    const loop = running();
    const [{ email }, { email: other }] = [await loop.newUser(), await loop.newUser()];
    const asked = await sdkUser(loop, email).begin();
    await sdkUser(loop, other).begin();
    const stolen = codeIn(await loop.message(other));
    const refused = await sdkUser(loop, email).answer(asked, stolen);
    expect(refused.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
  });
});

for (const provider of ['end_user_messaging', 'sns']) {
  describe(`sms_otp by ${provider}, in the loop`, function () {
    this.timeout(60_000);
    const running = useLoop({
      inputs: {
        flow: [{ challenge: 'sms_otp' }],
        sms: { provider, country_prefixes: ['+1'], web_otp_domain: 'acme.example' },
      },
    });

    it('sends a code that signs in', async () => {
      const loop = running();
      const { email, phoneNumber } = await loop.newUser();
      const user = sdkUser(loop, email);
      const asked = await user.begin();
      expect(asked.ChallengeParameters).to.include({ deliveryMedium: 'SMS', destination: '+*******' });
      const message = await loop.message(phoneNumber);
      expect(message).to.include({ medium: 'SMS' });
      expect(message.text).to.match(/\n@acme\.example #\d{6}$/);
      await expectSignedIn(loop, await user.answer(asked, codeIn(message)), email);
    });
  });
}

const fragmentOf = (link: URL) => new URLSearchParams(link.hash.slice(1));
const tokenIn = (message: SentMessage) => fragmentOf(linkIn(message)).get('token') ?? '';

describe('magic_link, in the loop', function () {
  this.timeout(60_000);
  const urls = ['https://app.example.com/sign-in', 'http://localhost:3000/sign-in'];
  const running = useLoop({
    inputs: { flow: [{ challenge: 'magic_link' }], magic_link: { urls }, ...EMAIL },
  });

  it('sends a link whose token signs in, once', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const [asked, other] = [await user.begin(), await user.begin()];
    const link = linkIn(await loop.message(email));
    expect(link.origin + link.pathname).to.equal(urls[0]);
    expect(fragmentOf(link).get('username')).to.equal(asked.ChallengeParameters?.USERNAME);
    const token = tokenIn(await loop.message(email));
    await expectSignedIn(loop, await user.answer(asked, token), email);

    const replayed = await user.answer(other, token);
    expect(replayed.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
  });

  it('takes the link in another session', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    await user.begin();
    const token = tokenIn(await loop.message(email));
    await expectSignedIn(loop, await user.answer(await user.begin(), token), email);
  });

  it('takes the code beside the link, for who reads mail on another device', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const wrong = await user.answer(await user.begin(), 'wrong');
    await expectSignedIn(loop, await user.answer(wrong, codeIn(await loop.message(email))), email);
  });

  it("takes no other user's link", async () => {
    const loop = running();
    const [{ email }, { email: other }] = [await loop.newUser(), await loop.newUser()];
    const asked = await sdkUser(loop, email).begin();
    await sdkUser(loop, other).begin();
    const token = tokenIn(await loop.message(other));
    const refused = await sdkUser(loop, email).answer(asked, token);
    expect(refused.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
  });
});

describe('a chain of three challenges', function () {
  this.timeout(60_000);
  const running = useLoop({
    inputs: {
      flow: [{ challenge: 'proof_of_work' }, { challenge: 'email_otp' }, { challenge: 'captcha' }],
      proof_of_work: { difficulty: 10 },
      email_otp: { alphabet: 'letters' },
      ...EMAIL,
    },
  });

  it('signs in after the last one', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const work = await user.begin();
    expect(work.ChallengeParameters).to.include({ challenge: 'proof_of_work', step: '1', steps: '3' });
    const code = await user.answer(work, solved(work));
    expect(code.ChallengeParameters).to.include({
      challenge: 'email_otp',
      step: '2',
      attemptsRemaining: '3',
    });
    expect(code.ChallengeParameters).to.include({ codeAlphabet: 'letters' });
    const letters = codeIn(await loop.message(email));
    expect(letters).to.match(/^[A-Z]{6}$/);
    const picture = await user.answer(code, letters.toLowerCase());
    expect(picture.ChallengeParameters).to.include({ challenge: 'captcha', step: '3' });
    expect(picture.AuthenticationResult).to.equal(undefined);
    await expectSignedIn(loop, await user.answer(picture, await loop.rightAnswer()), email);
  });

  it('sends nothing before the work is done, and takes work once', async () => {
    const loop = running();
    const { email } = await loop.newUser();
    const user = sdkUser(loop, email);
    const [first, second] = [await user.begin(), await user.begin()];
    const idle = await user.answer(first, 'no work');
    expect(idle.ChallengeParameters).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '2' });
    expect(idle.ChallengeParameters?.prefix).to.not.equal(first.ChallengeParameters?.prefix);
    const elsewhere = await user.answer(second, solved(idle));
    expect(elsewhere.ChallengeParameters).to.include({ error: 'WRONG_ANSWER' });
    expect(loop.outbox.filter(({ to }) => to === email)).to.deep.equal([]);
    const passed = await user.answer(idle, solved(idle));
    expect(passed.ChallengeParameters).to.include({ challenge: 'email_otp' });
  });

  it('ends after the last attempt at one of them', async () => {
    const loop = running();
    const user = sdkUser(loop, (await loop.newUser()).email);
    const last = await user.answer(await user.answer(await user.begin(), 'no'), 'no');
    expect(last.ChallengeParameters).to.include({ attemptsRemaining: '1' });
    expect(await rejection(user.answer(last, 'no'))).to.include(REFUSED);
  });
});

/** What a client finds. */
function solved({ ChallengeParameters: { prefix = '', difficulty } = {} }: Asked): string {
  return solve(prefix, Number(difficulty));
}
