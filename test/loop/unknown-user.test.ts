import { expect } from 'chai';
import { type Loop, startLoop, useLoop } from '../support/loop.ts';
import { type Asked, sdkUser } from '../support/sdk-client.ts';
import { rejection } from '../support/tokens.ts';

/** The kind of a value: what somebody who cannot read it could still tell apart. */
function kind(value: string | undefined): string {
  if (value === undefined) return 'nothing';
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)) return 'UUID';
  if (/^[0-9a-f]+$/i.test(value)) return `hex, ${value.length > 500 ? 'long' : 'short'}`;
  if (/^[\w+/=-]+$/.test(value)) return `text of about ${Math.round(value.length / 50) * 50}`;
  return 'other';
}

describe('An unknown user', () => {
  let loop: Loop;
  before(async () => {
    loop = await startLoop();
  });
  after(() => loop.close());

  it('sees what a known user sees who does not know the password', async () => {
    const known = sdkUser(loop, loop.demoUser.username, 'Wrong-password-1');
    const unknown = sdkUser(loop, 'nobody@example.com', 'Wrong-password-1');
    const [one, other] = [await known.start(), await unknown.start()];
    expect(Object.keys(other)).to.have.members(Object.keys(one));
    expect(other.ChallengeName).to.equal(one.ChallengeName);
    const kinds = (parameters: Record<string, string> = {}) =>
      Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, kind(value)]));
    expect(kinds(other.ChallengeParameters)).to.deep.equal(kinds(one.ChallengeParameters));
    expect(kind(other.Session)).to.equal(kind(one.Session));

    const [refused, alsoRefused] = [
      await rejection(known.givePassword(one)),
      await rejection(unknown.givePassword(other)),
    ];
    expect(alsoRefused.name).to.equal('NotAuthorizedException');
    expect(alsoRefused.message).to.equal(refused.message);
  });

  it('is the same made-up user at each try', async () => {
    const [first, second] = [
      await sdkUser(loop, 'nobody@example.com').start(),
      await sdkUser(loop, 'nobody@example.com').start(),
    ];
    for (const name of ['USERNAME', 'USER_ID_FOR_SRP', 'SALT']) {
      expect(second.ChallengeParameters?.[name], name).to.equal(first.ChallengeParameters?.[name]);
    }
  });

  it('reaches the triggers as userNotFound, without attributes', async () => {
    await sdkUser(loop, 'nobody@example.com').start();
    const round = (await loop.rounds()).at(-1);
    expect(round?.request).to.include({ userNotFound: true });
    expect(round?.request.userAttributes).to.deep.equal({});
  });
});

describe('An unknown user of captcha and email_otp', function () {
  this.timeout(60_000);
  const running = useLoop({
    inputs: {
      flow: [{ challenge: 'captcha' }, { challenge: 'email_otp' }],
      email: { from: 'sign-in@acme.example' },
    },
  });

  it('gets no message, though the delivering function is called for one', async () => {
    const loop = running();
    const user = sdkUser(loop, 'nobody-else@example.com');
    await user.answer(await user.begin(), await loop.rightAnswer());
    expect(await loop.deliveries(1)).to.deep.equal(['decoy']);
    expect(loop.outbox).to.deep.equal([]);
  });

  /** Answers wrong once, then right, then wrong codes to the end, with a resend between. */
  async function story(loop: Loop, username: string): Promise<{ rounds: object[]; error: Error }> {
    const user = sdkUser(loop, username);
    const rounds: object[] = [];
    const seen = (asked: Asked): Asked => {
      const { ChallengeName, ChallengeParameters = {}, Session } = asked;
      const shown = Object.entries(ChallengeParameters).map(([name, value]) => [name, form(name, value)]);
      rounds.push({ ChallengeName, session: kind(Session), ...Object.fromEntries(shown) });
      return asked;
    };
    let asked = seen(await user.begin());
    asked = seen(await user.answer(asked, 'wrong'));
    asked = seen(await user.answer(asked, await loop.rightAnswer()));
    asked = seen(await user.answer(asked, '000000'));
    asked = seen(await user.answer(asked, 'resend', { action: 'resend' }));
    asked = seen(await user.answer(asked, '111111'));
    return { rounds, error: await rejection(user.answer(asked, '222222')) };
  }

  /** What a client sees of a value: all of it where it must be the same, its form where it is everybody's own. */
  function form(name: string, value: string): string {
    if (['USERNAME', 'captchaUrl', 'expiresAt', 'resendAfter'].includes(name)) return kind(value);
    return name === 'destination' ? value.replace(/[a-z]/g, 'x') : value;
  }

  it('sees what a known user sees, round for round, and ends as a known user does', async () => {
    const loop = running();
    const known = await story(loop, (await loop.newUser()).email);
    const unknown = await story(loop, 'nobody@example.com');
    expect(unknown.rounds).to.deep.equal(known.rounds);
    expect(unknown.rounds).to.have.length(6);
    expect(unknown.error.name).to.equal('NotAuthorizedException');
    expect(unknown.error.message).to.equal(known.error.message);
  });

  it('gets no tokens for the code that nobody was sent', async () => {
    const loop = running();
    const user = sdkUser(loop, 'nobody-at-all@example.com');
    const asked = await user.answer(await user.begin(), await loop.rightAnswer());
    const refused = await user.answer(asked, await loop.rightAnswer());
    expect(refused.ChallengeParameters).to.include({ challenge: 'email_otp', error: 'WRONG_ANSWER' });
    expect(refused.AuthenticationResult).to.equal(undefined);
  });
});
