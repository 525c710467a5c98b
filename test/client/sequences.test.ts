import { expect } from 'chai';
import fc from 'fast-check';
import { viewOf } from '../../client/element/view.ts';
import { LANGUAGES } from '../../client/element/words/index.ts';
import { createSignIn } from '../../client/sign-in.ts';
import { ASKED, asks, failure, fakeCognito, NOW, TOKENS, USERNAME } from './fake-cognito.ts';
import { turnedClock } from './turned-clock.ts';

/** What users, time and Cognito do, in any order. */
const users = fc.constantFrom('start', 'answer', 'resend', 'choose', 'confirm', 'link', 'restart', 'tick');
const replies = fc.oneof(
  { arbitrary: fc.constantFrom(...Object.keys(ASKED)).map(name => () => asks(name)), weight: 4 },
  {
    arbitrary: fc
      .constantFrom('NotAuthorizedException', 'CodeMismatchException', 'TooManyRequestsException')
      .map(name => () => failure(name)),
    weight: 1,
  },
  { arbitrary: fc.constant(() => ({ tokens: TOKENS })), weight: 1 },
  { arbitrary: fc.constant(() => MFA), weight: 1 },
);
const steps = fc.array(
  fc.oneof(
    users.map(user => ({ user })),
    replies.map(reply => ({ reply })),
  ),
  {
    maxLength: 40,
    size: 'max',
  },
);

const MFA = { challengeName: 'SMS_MFA', username: USERNAME, session: 'mfa', parameters: {} };
const words = LANGUAGES.en;
const SETTLED = ['idle', 'link', 'account', 'elsewhere', 'signed-in', 'refused', 'unavailable'];

describe('Any sequence of events, with the client kit', () => {
  it('has one call at most under way, sends no Session twice, and always shows something', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        const transport = fakeCognito();
        const clock = turnedClock(NOW);
        const solve = () => new Promise<string>(() => undefined);
        const signIn = createSignIn(transport, { clock, solve, storage: null, channel: null });
        signIn.subscribe(state => {
          const view = viewOf(state, { words: words ?? fc.pre(false), withPassword: true });
          expect(view.title).to.be.a('string').and.not.equal('');
        });
        const act = {
          start: () => signIn.start({ username: 'casey' }),
          answer: () => signIn.answer('123456'),
          resend: () => signIn.resend(),
          choose: () => signIn.choose('sms_otp'),
          confirm: () => signIn.confirm(),
          link: () => signIn.answerLink({ hash: `#username=${USERNAME}&token=a.b` }),
          restart: () => signIn.restart(),
          tick: () => clock.turn(1),
        };
        let abandoned = 0;
        for (const step of sequence) {
          const before = signIn.state;
          if ('reply' in step) {
            // Abandoned calls wait first in line: a late reply, of whatever kind, changes nothing.
            const isLate = abandoned > 0;
            if (isLate) abandoned -= 1;
            await transport.reply(step.reply());
            if (isLate) expect(signIn.state).to.equal(before);
          } else {
            void act[step.user as keyof typeof act]();
            await new Promise(resolve => setImmediate(resolve));
          }
          const isUnderWay = signIn.state.at === 'working' || ('busy' in signIn.state && signIn.state.busy);
          const begins = 'user' in step && step.user === 'start' && before.at !== 'working';
          if (begins) abandoned = transport.waiting() - 1;
          if (SETTLED.includes(signIn.state.at)) abandoned = transport.waiting();
          expect(transport.waiting() - abandoned).to.equal(isUnderWay ? 1 : 0);
        }
        const sent = transport.calls.flatMap(({ session }) =>
          session && session !== 'mfa' ? [session] : [],
        );
        expect(new Set(sent).size).to.equal(sent.length);
      }),
      { numRuns: 150 },
    );
  });
});
