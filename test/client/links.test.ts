import { expect } from 'chai';
import { accountOf } from '../../client/link.ts';
import { createSignIn } from '../../client/sign-in.ts';
import type { SignIn, Tokens } from '../../client/state.ts';
import type { Channel } from '../../client/tabs.ts';
import {
  asks,
  type FakeCognito,
  failure,
  fakeCognito,
  NOW,
  QUESTION,
  TOKENS,
  tokensOf,
  USERNAME,
} from './fake-cognito.ts';
import { turnedClock } from './turned-clock.ts';

const TYPED = 'Casey@acme.example';
const TOKEN = `${QUESTION}.1763750000.nonce.mac`;
const hashOf = (username: string, token = TOKEN) => ({
  hash: `#${new URLSearchParams({ username, token })}`,
});
const LINK = hashOf(USERNAME);
const turn = () => new Promise(resolve => setImmediate(resolve));

/** A browser, whose tabs hear each other. */
function browser() {
  const channels = new Set<Channel>();
  const clock = turnedClock(NOW);
  const notes: unknown[] = [];
  return {
    clock,
    notes,
    tab(transport: FakeCognito = fakeCognito()) {
      const channel: Channel = {
        onmessage: null,
        postMessage: data => {
          notes.push(data);
          for (const other of channels)
            if (other !== channel) queueMicrotask(() => other.onmessage?.({ data }));
        },
        close: () => channels.delete(channel),
      };
      channels.add(channel);
      return { transport, signIn: createSignIn(transport, { clock, channel, storage: null }) };
    },
  };
}

/** A tab that waits for its link. */
async function waits({ signIn, transport }: { signIn: SignIn; transport: FakeCognito }): Promise<void> {
  transport.next(asks('magic_link'));
  await signIn.start({ username: TYPED });
}

describe('A link, with the client kit', () => {
  it('is taken from an address with a user name and a token, and from no other', async () => {
    const { signIn } = browser().tab();
    for (const hash of ['', '#', '#token=x', '#username=x', '#/route'])
      expect(await signIn.answerLink({ hash })).to.equal(false);
    expect(signIn.state).to.deep.equal({ at: 'idle' });
    expect(await signIn.answerLink(LINK)).to.equal(true);
  });

  it('waits for a person: opening it asks Cognito nothing', async () => {
    const { signIn, transport } = browser().tab();
    await signIn.answerLink(LINK);
    await turn();
    expect(signIn.state).to.deep.equal({ at: 'link' });
    expect(transport.calls).to.deep.equal([]);
  });

  describe('on another device', () => {
    it('starts a sign-in, names the account, and signs in after a yes', async () => {
      const { signIn, transport } = browser().tab();
      transport.next(asks('magic_link'), { tokens: TOKENS });
      await signIn.answerLink(LINK);
      await signIn.confirm();
      expect(signIn.state).to.deep.equal({ at: 'account', account: 'casey@acme.example' });
      expect(transport.calls.map(({ answer }) => answer)).to.deep.equal([undefined, TOKEN]);
      await signIn.confirm();
      expect(signIn.state).to.deep.equal({ at: 'signed-in', tokens: TOKENS });
    });

    it('revokes the tokens after a no', async () => {
      const { signIn, transport } = browser().tab();
      transport.next(asks('magic_link'), { tokens: TOKENS });
      await signIn.answerLink(LINK);
      await signIn.confirm();
      signIn.restart();
      expect(signIn.state).to.deep.equal({ at: 'working' });
      await turn();
      expect(signIn.state).to.deep.equal({ at: 'idle' });
      expect(transport.calls.at(-1)?.operation).to.equal('signOut');
    });

    it('says so if the tokens cannot be revoked', async () => {
      const signOut = () => Promise.reject(failure('TypeError', 'Failed to fetch'));
      const { signIn, transport } = browser().tab(fakeCognito({ signOut }));
      transport.next(asks('magic_link'), { tokens: TOKENS });
      await signIn.answerLink(LINK);
      await signIn.confirm();
      signIn.restart();
      await turn();
      expect(signIn.state).to.include({ at: 'unavailable' });
    });

    for (const next of ['start', 'answerLink'] as const)
      it(`revokes them for ${next} as well, which is no yes`, async () => {
        const { signIn, transport } = browser().tab();
        transport.next(asks('magic_link'), { tokens: TOKENS });
        await signIn.answerLink(LINK);
        await signIn.confirm();
        void (next === 'start' ? signIn.start({ username: TYPED }) : signIn.answerLink(LINK));
        await turn();
        const operations = transport.calls.slice(2).map(({ operation }) => operation);
        expect(operations).to.deep.equal(next === 'start' ? ['signOut', 'start'] : ['signOut']);
        expect(signIn.state.at).to.equal(next === 'start' ? 'working' : 'link');
      });

    it('asks the steps before it, and sends the token once', async () => {
      const { signIn, transport } = browser().tab();
      transport.next(asks('proof_of_work'), asks('captcha'), asks('magic_link'));
      transport.next(asks('magic_link', { error: 'WRONG_ANSWER' }));
      await signIn.answerLink(LINK);
      await signIn.confirm();
      expect(signIn.state).to.have.nested.property('challenge.name', 'captcha');
      await signIn.answer('HXKTRA');
      expect(transport.calls.at(-1)?.answer).to.equal(TOKEN);
      expect(signIn.state).to.include({ at: 'challenge', problem: 'WRONG_ANSWER' });
      expect(transport.calls.filter(({ answer }) => answer === TOKEN)).to.have.length(1);
    });

    it('chooses the link where the step asks something else first, once', async () => {
      const { signIn, transport } = browser().tab();
      const choice = asks('email_otp', { alternatives: 'email_otp,magic_link' });
      transport.next(choice, choice);
      await signIn.answerLink(LINK);
      await signIn.confirm();
      expect(transport.calls[1]?.clientMetadata).to.deep.equal({ challenge: 'magic_link' });
      expect(signIn.state).to.have.nested.property('challenge.name', 'email_otp');
    });
  });

  describe('in another tab', () => {
    it('names what was typed, and the tab that waits signs in', async () => {
      const { tab, notes } = browser();
      const [first, second] = [tab(), tab()];
      await waits(first);
      await second.signIn.answerLink(LINK);
      await turn();
      expect(second.signIn.state).to.deep.equal({ at: 'link', username: TYPED });
      expect(JSON.stringify(notes), 'no token before the button').to.not.include('mac');

      first.transport.next({ tokens: TOKENS });
      await second.signIn.confirm();
      await turn();
      expect(first.signIn.state).to.deep.equal({ at: 'signed-in', tokens: TOKENS });
      expect(second.signIn.state).to.deep.equal({ at: 'elsewhere' });
      expect(second.transport.calls).to.deep.equal([]);
      expect(JSON.stringify(notes), 'no Session and no token of Cognito').to.not.match(
        /session \d|idToken|access/,
      );
    });

    it('signs in there as well where the library keeps tokens for all tabs', async () => {
      const { tab } = browser();
      const asked: string[] = [];
      const stored = async (username: string) => {
        asked.push(username);
        return TOKENS;
      };
      const [first, second] = [tab(), tab(fakeCognito({ stored }))];
      await waits(first);
      await second.signIn.answerLink(LINK);
      await turn();
      first.transport.next({ tokens: TOKENS });
      await second.signIn.confirm();
      await turn();
      expect(second.signIn.state).to.deep.equal({ at: 'signed-in', tokens: TOKENS });
      expect(asked).to.deep.equal([USERNAME]);
    });

    it('goes to the tab that asked this question, of several', async () => {
      const { tab } = browser();
      const [other, first, another, second] = [tab(), tab(), tab(), tab()];
      for (const each of [other, another]) {
        each.transport.next(asks('magic_link', { question: 'another question' }));
        await each.signIn.start({ username: TYPED });
      }
      await waits(first);
      await second.signIn.answerLink(LINK);
      await turn();
      first.transport.next({ tokens: TOKENS });
      await second.signIn.confirm();
      await turn();
      expect(first.signIn.state.at).to.equal('signed-in');
      for (const each of [other, another])
        expect(each.transport.calls.map(({ operation }) => operation)).to.deep.equal(['start']);
    });

    it('tells nobody’s name for a link of another account', async () => {
      const { tab } = browser();
      const [first, second] = [tab(), tab()];
      await waits(first);
      await second.signIn.answerLink(hashOf('mallory'));
      await turn();
      expect(second.signIn.state).to.deep.equal({ at: 'link' });
      second.transport.next(asks('magic_link', { USERNAME: 'mallory' }), {
        tokens: tokensOf({
          'cognito:username': 'mallory',
          email: 'mallory@evil.example',
          email_verified: true,
        }),
      });
      await second.signIn.confirm();
      expect(second.signIn.state).to.deep.equal({ at: 'account', account: 'mallory@evil.example' });
      expect(first.signIn.state.at).to.equal('challenge');
    });

    it('starts its own sign-in if the tab that waited is asleep', async () => {
      const { tab, clock } = browser();
      const [first, second] = [tab(), tab()];
      await waits(first);
      await second.signIn.answerLink(LINK);
      await turn();
      first.signIn.close();
      second.transport.next(asks('magic_link'), { tokens: TOKENS });
      const confirming = second.signIn.confirm();
      await turn();
      expect(second.transport.calls).to.deep.equal([]);
      clock.turn(2);
      await confirming;
      expect(second.signIn.state).to.include({ at: 'account' });
      expect(clock.listeners()).to.equal(0);
    });

    it('is told to tabs that wait for another link of the same user', async () => {
      const { tab } = browser();
      const [first, second] = [tab(), tab()];
      await waits(first);
      await waits(second);
      second.transport.next({ tokens: TOKENS });
      await second.signIn.answer('123456');
      await turn();
      expect(first.signIn.state).to.deep.equal({ at: 'elsewhere' });
    });
  });

  it('answers in the tab that waits itself, if it is opened there', async () => {
    const { signIn, transport } = browser().tab();
    await waits({ signIn, transport });
    await signIn.answerLink(LINK);
    expect(signIn.state).to.deep.equal({ at: 'link', username: TYPED });
    transport.next({ tokens: TOKENS });
    await signIn.confirm();
    expect(signIn.state).to.deep.equal({ at: 'signed-in', tokens: TOKENS });
    expect(transport.calls.map(({ operation }) => operation)).to.deep.equal(['start', 'respond']);
  });

  it('signs nobody in whose token names nobody', async () => {
    const { signIn, transport } = browser().tab();
    transport.next(asks('magic_link'), { tokens: { idToken: 'x', accessToken: 'x' } });
    await signIn.answerLink(LINK);
    await signIn.confirm();
    expect(signIn.state.at).to.equal('unavailable');
    expect(transport.calls.at(-1)?.operation).to.equal('signOut');
  });

  it('names an account by what was verified: everything else its owner may have typed', () => {
    const base = { 'cognito:username': 'mallory', email: 'casey@acme.example', phone_number: '+15555550100' };
    const account = (claims: object): string => accountOf(tokensOf({ ...base, ...claims }) satisfies Tokens);
    expect(account({ email_verified: true })).to.equal('casey@acme.example');
    expect(account({ email_verified: false, phone_number_verified: true })).to.equal('+15555550100');
    expect(account({ email_verified: false })).to.equal('mallory');
    expect(account({ email: 'zoë@bücher.example', email_verified: true })).to.equal('zoë@bücher.example');
  });
});
