import { expect } from 'chai';
import { createSignIn } from '../../client/sign-in.ts';
import type { ChallengeState, State } from '../../client/state.ts';
import { asks, failure, fakeCognito, NOW, TOKENS } from './fake-cognito.ts';
import { turnedClock } from './turned-clock.ts';

const NAMED = { username: 'casey@acme.example' };

function started(transport = fakeCognito(), options = {}) {
  const clock = turnedClock(NOW);
  const signIn = createSignIn(transport, { clock, storage: null, channel: null, ...options });
  const seen: State[] = [];
  signIn.subscribe(state => seen.push(state));
  return { signIn, transport, clock, seen };
}

const asked = ({ state }: { state: State }): ChallengeState => {
  if (state.at !== 'challenge') throw new Error(`Nothing is asked: ${JSON.stringify(state)}`);
  return state;
};

describe('A sign-in of the client kit', () => {
  it('shows one state at a time, from idle to signed-in', async () => {
    const { signIn, transport, seen } = started();
    transport.next(asks('captcha'), { tokens: TOKENS });
    await signIn.start(NAMED);
    await signIn.answer('HXKTRA');

    const all = seen.map(state => ('busy' in state && state.busy ? 'busy' : state.at));
    expect(all).to.deep.equal(['idle', 'working', 'challenge', 'busy', 'signed-in']);
    expect(seen.at(-1)).to.deep.equal({ at: 'signed-in', tokens: TOKENS });
  });

  it('gives the password to the library and keeps none', async () => {
    const { signIn, transport } = started();
    transport.next(asks('captcha'));
    await signIn.start({ ...NAMED, password: 's3cret' });
    expect(transport.calls).to.deep.equal([{ operation: 'start', password: 's3cret', clientMetadata: {} }]);
    expect(JSON.stringify(signIn.state)).to.not.include('s3cret');
  });

  it('sends what the language and the page of links are with every call, and the action of a resend with its own', async () => {
    const { signIn, transport } = started(undefined, {
      locale: 'de',
      redirect: 'https://app.example/sign-in',
    });
    transport.next(asks('email_otp'), asks('email_otp'), asks('sms_otp'), asks('sms_otp'));
    await signIn.start(NAMED);
    await signIn.resend();
    await signIn.choose('sms_otp');
    await signIn.answer('123456');
    const always = { locale: 'de', redirect: 'https://app.example/sign-in' };
    expect(transport.calls.map(({ clientMetadata }) => clientMetadata)).to.deep.equal([
      always,
      { ...always, action: 'resend' },
      { ...always, challenge: 'sms_otp' },
      always,
    ]);
  });

  it('shows the question while an answer is on its way, and the problem after a wrong one', async () => {
    const { signIn, transport } = started();
    transport.next(asks('captcha'));
    await signIn.start(NAMED);
    const answering = signIn.answer('wrong');
    expect(asked(signIn)).to.include({ busy: true }).and.not.have.property('problem');
    await transport.reply(asks('captcha', { error: 'WRONG_ANSWER', attemptsRemaining: '2' }));
    await answering;
    expect(asked(signIn)).to.include({ busy: false, problem: 'WRONG_ANSWER', attemptsRemaining: 2 });
  });

  it('sends one answer for a double click, and none that is empty', async () => {
    const { signIn, transport } = started();
    const starting = [signIn.start(NAMED), signIn.start(NAMED)];
    await transport.reply(asks('email_otp'));
    await Promise.all(starting);
    await signIn.answer('  ');
    const answering = [
      signIn.answer('123456'),
      signIn.answer('123456'),
      signIn.resend(),
      signIn.choose('sms_otp'),
    ];
    await transport.reply({ tokens: TOKENS });
    await Promise.all(answering);
    await signIn.answer('123456');
    expect(transport.calls.map(({ operation }) => operation)).to.deep.equal(['start', 'respond']);
  });

  it('answers each question with the Session that it came with', async () => {
    const { signIn, transport } = started();
    const [first, second] = [asks('captcha'), asks('captcha')];
    transport.next(first, second, { tokens: TOKENS });
    await signIn.start(NAMED);
    await signIn.answer('one');
    await signIn.answer('two');
    expect(transport.calls.slice(1).map(({ session }) => session)).to.deep.equal([
      Object(first).session,
      Object(second).session,
    ]);
  });

  it('chooses only what may be chosen', async () => {
    const { signIn, transport } = started();
    transport.next(asks('email_otp'));
    await signIn.start(NAMED);
    expect(asked(signIn).alternatives).to.deep.equal(['sms_otp']);
    await signIn.choose('email_otp');
    await signIn.choose('captcha');
    expect(transport.calls).to.have.length(1);
  });

  for (const [title, late] of [
    ['a question', asks('captcha')],
    ['tokens', { tokens: TOKENS }],
    ['an error', failure('NotAuthorizedException')],
  ] as const)
    it(`ignores ${title} that comes for an abandoned sign-in`, async () => {
      const { signIn, transport, seen } = started();
      void signIn.start(NAMED);
      signIn.restart();
      const count = seen.length;
      await transport.reply(late);
      expect(signIn.state).to.deep.equal({ at: 'idle' });
      expect(seen).to.have.length(count);

      void signIn.start(NAMED);
      await transport.reply(asks('email_otp'));
      expect(asked(signIn).challenge.name).to.equal('email_otp');
    });

  it('tells the library that a sign-in was abandoned', async () => {
    const signals: AbortSignal[] = [];
    const transport = fakeCognito({
      start: ({ signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const { signIn } = started(transport);
    void signIn.start(NAMED);
    signIn.restart();
    void signIn.start(NAMED);
    signIn.close();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, true]);
  });

  describe('and time', () => {
    it('counts down to the end, and to the next message', async () => {
      const { signIn, transport, clock } = started();
      transport.next(asks('email_otp'));
      await signIn.start(NAMED);
      expect(asked(signIn)).to.include({ secondsLeft: 180, resendInSeconds: 30 });
      clock.turn(29);
      expect(asked(signIn)).to.include({ secondsLeft: 151, resendInSeconds: 1 });
      clock.turn(200);
      expect(asked(signIn)).to.include({ secondsLeft: 0, resendInSeconds: 0 });
    });

    it('asks on when the time is over: the clock of the device may be wrong', async () => {
      const { signIn, transport, clock } = started();
      transport.next(asks('captcha'), { tokens: TOKENS });
      await signIn.start(NAMED);
      clock.turn(1000);
      await signIn.answer('HXKTRA');
      expect(signIn.state.at).to.equal('signed-in');
    });

    it('tells only what changed, and runs no clock that nobody looks at', async () => {
      const { signIn, transport, clock, seen } = started();
      transport.next(asks('captcha'), failure('NotAuthorizedException'));
      await signIn.start(NAMED);
      clock.turn(180);
      const count = seen.length;
      clock.turn(5);
      expect(seen).to.have.length(count);
      const end = signIn.subscribe(() => undefined);
      expect(clock.listeners()).to.equal(1);
      end();
      expect(clock.listeners()).to.equal(1);
      await signIn.answer('wrong');
      expect(signIn.state.at).to.equal('refused');
      expect(clock.listeners()).to.equal(0);
    });

    it('shows who subscribes later how much is left by then', async () => {
      const clock = turnedClock(NOW);
      const transport = fakeCognito();
      const signIn = createSignIn(transport, { clock, storage: null, channel: null });
      transport.next(asks('captcha'));
      await signIn.start(NAMED);
      expect(clock.listeners()).to.equal(0);
      clock.turn(60);
      const seen: State[] = [];
      signIn.subscribe(state => seen.push(state))();
      expect(asked({ state: seen[0] as State }).secondsLeft).to.equal(120);
    });
  });

  describe('and proof of work', () => {
    it('answers it by itself', async () => {
      const { signIn, transport } = started();
      transport.next(asks('proof_of_work'), asks('captcha'));
      await signIn.start(NAMED);
      expect(asked(signIn).challenge.name).to.equal('captcha');
      expect(transport.calls[1]?.answer).to.match(/^\d+$/);
    });

    it('stops working when the sign-in is abandoned, or something else is chosen', async () => {
      const signals: AbortSignal[] = [];
      const solve = (_: object, { signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        return new Promise<string>((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal)),
        );
      };
      const { signIn, transport } = started(undefined, { solve });
      const work = asks('proof_of_work', { alternatives: 'proof_of_work,captcha' });
      transport.next(work, asks('captcha'), work);
      const starting = signIn.start(NAMED);
      await new Promise(resolve => setImmediate(resolve));
      expect(asked(signIn).challenge.name).to.equal('proof_of_work');
      await signIn.choose('captcha');
      await starting;
      expect(asked(signIn).challenge.name).to.equal('captcha');

      void signIn.start(NAMED);
      await new Promise(resolve => setImmediate(resolve));
      signIn.restart();
      expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, true]);
      expect(signIn.state).to.deep.equal({ at: 'idle' });
    });

    it('is not available where it cannot be solved', async () => {
      const { signIn, transport } = started(undefined, {
        solve: () => Promise.reject(failure('RangeError')),
      });
      transport.next(asks('proof_of_work'));
      await signIn.start(NAMED);
      expect(signIn.state).to.deep.equal({ at: 'unavailable', reason: 'RangeError' });
    });
  });

  describe('and what Cognito itself asks', () => {
    const code = { challengeName: 'SOFTWARE_TOKEN_MFA', username: 'casey', session: 'mfa', parameters: {} };

    it('shows it under Cognito’s name, and takes another answer after a wrong one', async () => {
      const { signIn, transport } = started();
      transport.next(code, failure('CodeMismatchException'), asks('captcha'));
      await signIn.start(NAMED);
      expect(signIn.state).to.deep.equal({
        ...{ at: 'cognito-challenge', name: 'SOFTWARE_TOKEN_MFA', parameters: {}, busy: false },
      });
      await signIn.answer('000000');
      expect(signIn.state).to.include({ problem: 'CodeMismatchException', busy: false });
      await signIn.answer('123456');
      expect(asked(signIn).challenge.name).to.equal('captcha');
      expect(transport.calls.slice(1).map(({ session }) => session)).to.deep.equal(['mfa', 'mfa']);
    });
  });
});
