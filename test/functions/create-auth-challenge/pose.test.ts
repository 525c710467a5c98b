import { expect } from 'chai';
import type { Challenge, Message } from '../../../functions/challenges/challenge.ts';
import type { Claims, SentClaim } from '../../../functions/create-auth-challenge/claims.ts';
import { type Posed, pose } from '../../../functions/create-auth-challenge/pose.ts';
import type { Ask } from '../../../functions/flow/decide.ts';
import { fromMetadata, MAX_AFTER_SECONDS, type Round } from '../../../functions/flow/round.ts';
import { toLag } from '../../../functions/question/lag.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { DELIVERY, step } from '../../support/settings.ts';
import { NONCE } from '../../support/trigger-events.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const FRESH: Posed = { nonce: 'fresh', issuedAt: NOW, askedAt: NOW, sends: 0, sentAt: 0 };
/** A question that another sign-in of the user asked five seconds ago, and sent once more. */
const CLAIMED: SentClaim = {
  nonce: 'claimed',
  issuedAt: NOW - 5,
  sends: 2,
  sentAt: NOW - 1,
  outcome: 'send',
};
const MESSAGE = { sends: 2, sentAt: NOW - 1, outcome: 'send' } as const;
/** As this sign-in has it. */
const REPEATED: Posed = {
  nonce: 'claimed',
  issuedAt: NOW - 5,
  askedAt: NOW,
  sends: 1,
  sentAt: NOW,
  message: MESSAGE,
};

const message: Message = { medium: 'EMAIL', attribute: 'email', values: async () => ({}) };
const does = { create: async () => ({ public: {} }), verify: async () => false };
const drawn: Challenge = does;
const kept: Challenge = { ...does, isKept: true };
const sent: Challenge = { ...kept, message };
const outstanding: Challenge = { ...sent, message: { ...message, isOutstanding: true } };

/** A round of the step that was asked some seconds ago, its message sent at once, as a question that is kept. */
function roundAsked(seconds: number, challenge = 'ours'): Round {
  const time = (NOW - seconds).toString(36);
  const round = fromMetadata(`${challenge.toUpperCase()}_CHALLENGE code 0 ${time} ${NONCE} i00100`);
  return round ?? expect.fail('It is metadata of ours.');
}
const standing = (seconds: number) => ({
  nonce: NONCE,
  issuedAt: NOW - seconds,
  askedAt: NOW - seconds,
  sends: 1,
  sentAt: NOW - seconds,
});

describe('pose', () => {
  let calls: unknown[][];
  const claims: Claims = {
    question: async (...args) => {
      calls.push(['question', ...args]);
      return CLAIMED;
    },
    resend: async (...args) => {
      calls.push(['resend', ...args]);
      return { ...CLAIMED, outcome: 'limit' };
    },
  };

  beforeEach(() => {
    calls = [];
  });

  const posed = (challenge: Challenge, last?: Ask['last'], wantsResend = false, lifetimeSeconds = 180) => {
    const at = step({ name: 'code', lifetimeSeconds });
    const ask: Ask<Step> = { next: 'ask', step: at, index: 0, spent: 0, ...(last && { last }) };
    return pose(
      { ask, challenge: { ...challenge, name: 'ours' }, wantsResend, fresh: FRESH, delivery: DELIVERY },
      claims,
    );
  };
  const rules = { repeatSeconds: 30, lifetimeSeconds: 180, resendSeconds: 30, perHour: 5, attempts: 3 };

  it('asks anew each round what is not kept: a picture that was failed is not shown again', async () => {
    for (const last of [undefined, roundAsked(5), roundAsked(500)])
      expect(await posed(drawn, last)).to.deep.equal(FRESH);
    expect(await posed(drawn, roundAsked(5), true), 'and after a resend').to.deep.equal(FRESH);
    expect(calls).to.deep.equal([]);
  });

  it('asks what is kept once more until its time is up', async () => {
    expect(await posed(kept)).to.deep.equal(FRESH);
    for (const seconds of [0, 1, 179])
      expect(await posed(kept, roundAsked(seconds))).to.deep.equal(standing(seconds));
    for (const seconds of [180, 181, 5000])
      expect(await posed(kept, roundAsked(seconds))).to.deep.equal(FRESH);
    expect(calls, 'and counts nothing: nothing is sent').to.deep.equal([]);
  });

  it('claims a question to send it', async () => {
    expect(await posed(sent)).to.deep.equal(REPEATED);
    expect(calls).to.deep.equal([['question', FRESH, rules, NOW]]);
  });

  it('sends nothing on a wrong answer: the code in the mailbox stays right', async () => {
    expect(await posed(sent, roundAsked(60))).to.deep.equal(standing(60));
    expect(calls).to.deep.equal([]);
  });

  it('claims a new question when the time of the one before is up', async () => {
    expect(await posed(sent, roundAsked(180))).to.deep.equal(REPEATED);
    expect(await posed(sent, roundAsked(180), true), 'and so does a resend').to.deep.equal(REPEATED);
    expect(calls.map(([name]) => name)).to.deep.equal(['question', 'question']);
  });

  it('claims a resend of the question that stands', async () => {
    const again = await posed(sent, roundAsked(60), true);
    expect(calls).to.deep.equal([['resend', standing(60), FRESH, rules, NOW]]);
    expect(again, 'with the times and the count of this sign-in, whatever the ledger says').to.deep.equal({
      ...{ nonce: 'claimed', issuedAt: NOW - 5, askedAt: NOW - 60, sends: 2, sentAt: NOW },
      message: { ...MESSAGE, outcome: 'limit' },
    });
  });

  it('has the time run from the last resend on: the message may have brought another question', async () => {
    // Asked 400 seconds ago, and sent once more 170 seconds ago.
    const last = fromMetadata(`OURS_CHALLENGE code 0 ${(NOW - 200).toString(36)} ${NONCE} ${toLag(-200)}26e`);
    const stands = await posed(sent, last);
    expect(stands).to.deep.include({ nonce: NONCE, askedAt: NOW - 400, sentAt: NOW - 170 });
    expect(calls).to.deep.equal([]);
  });

  it('sends a question no more that was over, though this sign-in may still answer it', async () => {
    const last = fromMetadata(`OURS_CHALLENGE code 0 ${(NOW - 180).toString(36)} ${NONCE} ${toLag(20)}100`);
    await posed(sent, last, true);
    expect(calls.map(([name]) => name)).to.deep.equal(['question']);
  });

  it('begins anew with the times of a sign-in whose resends are further apart than a session can tell', async () => {
    const askedAt = async (seconds: number) => {
      const issued = (NOW - 100).toString(36);
      const last = fromMetadata(`OURS_CHALLENGE code 0 ${issued} ${NONCE} ${toLag(100 - seconds)}100`);
      return NOW - (await posed(sent, last, true, 3000)).askedAt;
    };
    expect(await askedAt(MAX_AFTER_SECONDS)).to.equal(MAX_AFTER_SECONDS);
    expect(await askedAt(MAX_AFTER_SECONDS + 1)).to.equal(0);
  });

  it('asks the ledger for no resend before this sign-in may have one', async () => {
    expect(await posed(sent, roundAsked(29), true)).to.deep.equal(standing(29));
    expect(calls).to.deep.equal([]);
  });

  it('says that the messages are used up where this sign-in asked for all of them', async () => {
    const time = (NOW - 170).toString(36);
    const last = fromMetadata(`OURS_CHALLENGE code 0 ${time} ${NONCE} i0053c`);
    const stands = { ...standing(170), sends: 5, sentAt: NOW - 50 };
    expect(await posed(sent, last, true)).to.deep.equal({ ...stands, isUsedUp: true });
    expect(calls).to.deep.equal([]);
  });

  it('sends a question in the place of one that was over before this sign-in got it', async () => {
    // Issued 3 minutes before this sign-in began, 100 seconds ago.
    const time = (NOW - 280).toString(36);
    const last = fromMetadata(`OURS_CHALLENGE code 0 ${time} ${NONCE} ${toLag(180)}100`);
    expect(await posed(sent, last, true)).to.deep.include({
      ...{ nonce: 'claimed', issuedAt: NOW - 5, askedAt: NOW - 100, sends: 2, sentAt: NOW },
    });
    expect(calls).to.deep.equal([['question', FRESH, rules, NOW]]);
  });

  it('claims a question of its own for another alternative', async () => {
    expect(await posed(sent, roundAsked(5, 'another'))).to.deep.equal(REPEATED);
    expect(await posed(kept, roundAsked(5, 'another'))).to.deep.equal(FRESH);
  });

  it('claims a question after a round of the operator’s own create function, whose question nobody knows', async () => {
    expect(await posed(sent, { challenge: 'ours' })).to.deep.equal(REPEATED);
  });

  it('claims an outstanding question for half of its life', async () => {
    await posed(outstanding);
    expect(calls).to.deep.equal([['question', FRESH, { ...rules, repeatSeconds: 90 }, NOW]]);
  });

  it('claims it for no shorter than Cognito’s tries at one call take', async () => {
    await posed(outstanding, undefined, false, 30);
    expect(calls).to.deep.equal([['question', FRESH, { ...rules, lifetimeSeconds: 30 }, NOW]]);
  });
});
