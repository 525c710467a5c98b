import { expect } from 'chai';
import { type Loop, startLoop } from '../support/loop.ts';
import { sdkUser } from '../support/sdk-client.ts';
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
