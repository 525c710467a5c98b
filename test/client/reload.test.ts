import { expect } from 'chai';
import { createSignIn } from '../../client/sign-in.ts';
import type { Transport } from '../../client/transport.ts';
import { asks, fakeCognito, NOW, TOKENS } from './fake-cognito.ts';
import { turnedClock } from './turned-clock.ts';

const NAMED = { username: 'casey@acme.example', password: 's3cret' };

/** A tab, with the storage that a reload leaves as it is. */
function tab() {
  const entries = new Map<string, string>();
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
  const clock = turnedClock(NOW);
  return {
    entries,
    clock,
    storage,
    load: (more: Partial<Transport> = {}) => {
      const transport = fakeCognito(more);
      return { transport, signIn: createSignIn(transport, { clock, storage, channel: null }) };
    },
  };
}

describe('A reloaded tab, with the client kit', () => {
  it('shows its question again, and answers it with its Session', async () => {
    const { load, clock } = tab();
    const first = load();
    const asked = asks('email_otp');
    first.transport.next(asked);
    await first.signIn.start(NAMED);
    first.signIn.close();
    clock.turn(10);

    const { signIn, transport } = load();
    expect(signIn.state).to.deep.include({ at: 'challenge', secondsLeft: 170, resendInSeconds: 20 });
    transport.next({ tokens: TOKENS });
    await signIn.answer('123456');
    expect(transport.calls).to.deep.equal([
      { operation: 'respond', answer: '123456', session: Object(asked).session, clientMetadata: {} },
    ]);
    expect(signIn.state.at).to.equal('signed-in');
  });

  it('keeps what that takes, in no other form than the server gave it: no password, no answer, no token', async () => {
    const { load, entries } = tab();
    const { signIn, transport } = load();
    const asked = asks('captcha');
    transport.next(asked);
    await signIn.start(NAMED);
    const [kept = ''] = entries.values();
    expect(JSON.parse(kept)).to.deep.equal({ typed: NAMED.username, asked, untilMs: NOW + 180_000 });

    transport.next({ tokens: TOKENS });
    await signIn.answer('HXKTRA');
    expect(entries.size).to.equal(0);
  });

  it('keeps nothing while an answer is on its way: its Session is used up', async () => {
    const { load, entries } = tab();
    const { signIn, transport } = load();
    transport.next(asks('captcha'));
    await signIn.start(NAMED);
    void signIn.answer('HXKTRA');
    expect(entries.size).to.equal(0);
    expect(load().signIn.state).to.deep.equal({ at: 'idle' });
  });

  for (const [title, end] of [
    ['restart', 'restart'],
    ['a new sign-in', 'start'],
  ] as const)
    it(`forgets at ${title}`, async () => {
      const { load, entries } = tab();
      const { signIn, transport } = load();
      transport.next(asks('captcha'));
      await signIn.start(NAMED);
      void signIn[end](NAMED);
      expect(entries.size).to.equal(0);
    });

  it('begins again when the time for an answer is over', async () => {
    const { load, clock } = tab();
    const { signIn, transport } = load();
    transport.next(asks('captcha'));
    await signIn.start(NAMED);
    clock.turn(180);
    expect(load().signIn.state).to.deep.equal({ at: 'idle' });
  });

  it('begins again when the library has forgotten the sign-in, sooner than that', async () => {
    const { load, clock } = tab();
    const { signIn, transport } = load({ resumableForMs: 60_000 });
    transport.next(asks('captcha'));
    await signIn.start(NAMED);
    clock.turn(59);
    expect(load().signIn.state.at).to.equal('challenge');
    clock.turn(1);
    expect(load().signIn.state.at).to.equal('idle');
  });

  it('keeps nothing of a link that was not asked for here', async () => {
    const { load, entries } = tab();
    const { signIn, transport } = load();
    transport.next(asks('captcha'));
    await signIn.answerLink({ hash: '#username=casey&token=a.b.c' });
    await signIn.confirm();
    expect(signIn.state.at).to.equal('challenge');
    expect(entries.size).to.equal(0);
  });

  it('ignores what it did not write, and a storage that is full', async () => {
    const { load, storage } = tab();
    for (const text of ['no JSON', '{}', '{"untilMs":9e15,"asked":{}}', 'null']) {
      storage.setItem('cognito-challenge.sign-in', text);
      expect(load().signIn.state).to.deep.equal({ at: 'idle' });
    }
    storage.setItem = () => {
      throw new Error('QuotaExceededError');
    };
    const { signIn, transport } = load();
    transport.next(asks('captcha'));
    await signIn.start(NAMED);
    expect(signIn.state.at).to.equal('challenge');
  });
});
