import { expect } from 'chai';
import type { SendRules } from '../../../functions/ledger/ledger.ts';
import { stateless } from '../../../functions/ledger/stateless.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const RULES: SendRules = {
  repeatSeconds: 20,
  lifetimeSeconds: 180,
  resendSeconds: 30,
  perHour: 3,
  attempts: 3,
  guesses: { user: 'guessed', max: 9 },
};
const SENT = {
  ...{ question: 'question', veiled: 'veiled', isLong: false },
  ...{ issuedAt: NOW, sends: 1, sentAt: NOW },
};
const LONG = { ...SENT, isLong: true };

describe('stateless', () => {
  it('sends each question that is asked, as its first message', async () => {
    const fresh = { ...SENT, sends: 0, sentAt: 0, long: LONG };
    expect(await stateless.claimQuestion('user', fresh, RULES, NOW)).to.deep.include({
      ...SENT,
      outcome: 'send',
    });
  });

  it('lets a client wait between messages, and sends no more of them than may be', async () => {
    const resend = (now: number, sent = SENT) =>
      stateless.claimResend('user', { sent, fresh: { ...SENT, long: LONG } }, RULES, now);
    expect(await resend(NOW + 29)).to.deep.equal({ ...SENT, outcome: 'wait' });
    expect(await resend(NOW + 30)).to.deep.equal({ ...SENT, sends: 2, sentAt: NOW + 30, outcome: 'send' });
    expect(await resend(NOW + 60, { ...SENT, sends: 3 })).to.deep.equal({
      ...SENT,
      sends: 3,
      outcome: 'limit',
    });
  });

  it('lets every answer and message be: the session is all there is to count by', async () => {
    const answer = { question: 'question', call: 'call', max: 1, now: NOW, expiresAt: NOW };
    for (const isRight of [true, false, true])
      expect(await stateless.countAnswer({ ...answer, isRight })).to.deep.equal({
        outcome: 'counted',
        isRight,
      });
    const guess = { user: 'guessed', call: 'call', isRight: false, max: 9, now: NOW };
    for (let n = 0; n < 20; n++) expect(await stateless.countGuess(guess)).to.equal(9);
    expect(await stateless.claimMessage('here', 'nonce 1', 1, NOW)).to.equal('send');
    expect(await stateless.releaseMessage('here', 'nonce 1')).to.equal(undefined);
  });

  it('vouches for nothing of before', async () => {
    expect(await stateless.wasSent('user', 'question')).to.equal(false);
    expect(await stateless.wasRight({ question: 'question', call: 'call', now: NOW })).to.equal(false);
  });
});
