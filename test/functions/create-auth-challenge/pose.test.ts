import { expect } from 'chai';
import type { Challenge, Message } from '../../../functions/challenges/challenge.ts';
import type { Claims } from '../../../functions/create-auth-challenge/claims.ts';
import { type Posed, pose } from '../../../functions/create-auth-challenge/pose.ts';
import type { Ask } from '../../../functions/flow/decide.ts';
import { fromMetadata, type Round } from '../../../functions/flow/round.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { DELIVERY, step } from '../../support/settings.ts';
import { NONCE } from '../../support/trigger-events.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const FRESH: Posed = { nonce: 'fresh', issuedAt: NOW, sends: 0, sentAt: 0 };
const CLAIMED: Posed = { nonce: 'claimed', issuedAt: NOW - 5, sends: 1, sentAt: NOW - 5, outcome: 'send' };

const message: Message = { medium: 'EMAIL', attribute: 'email', values: async () => ({}) };
const does = { create: async () => ({ public: {} }), verify: async () => false };
const drawn: Challenge = does;
const kept: Challenge = { ...does, isKept: true };
const sent: Challenge = { ...kept, message };
const outstanding: Challenge = { ...sent, message: { ...message, isOutstanding: true } };

/** A round of the step that was asked some seconds ago, its message sent at once, as a question that is kept. */
function roundAsked(seconds: number, challenge = 'ours'): Round {
  const time = (NOW - seconds).toString(36);
  const round = fromMetadata(`${challenge.toUpperCase()}_CHALLENGE code 0 ${time} ${NONCE} 1 0`);
  return round ?? expect.fail('It is metadata of ours.');
}
const standing = (seconds: number) => ({
  nonce: NONCE,
  issuedAt: NOW - seconds,
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
      return { ...CLAIMED, outcome: 'wait' };
    },
  };

  beforeEach(() => {
    calls = [];
  });

  const posed = (challenge: Challenge, last?: Ask['last'], wantsResend = false, lifetimeSeconds = 180) => {
    const at = step({ name: 'code', lifetimeSeconds });
    const ask: Ask<Step> = { next: 'ask', step: at, index: 0, spent: 0, ...(last && { last }) };
    return pose(ask, { ...challenge, name: 'ours' }, wantsResend, FRESH, claims, DELIVERY);
  };
  const rules = { repeatSeconds: 30, resendSeconds: 30, perHour: 5, attempts: 3 };

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
    expect(await posed(sent)).to.deep.equal(CLAIMED);
    expect(calls).to.deep.equal([['question', FRESH, rules, NOW]]);
  });

  it('sends nothing on a wrong answer: the code in the mailbox stays right', async () => {
    expect(await posed(sent, roundAsked(60))).to.deep.equal(standing(60));
    expect(calls).to.deep.equal([]);
  });

  it('claims a new question when the time of the one before is up', async () => {
    expect(await posed(sent, roundAsked(180))).to.deep.equal(CLAIMED);
    expect(await posed(sent, roundAsked(180), true), 'and so does a resend').to.deep.equal(CLAIMED);
    expect(calls.map(([name]) => name)).to.deep.equal(['question', 'question']);
  });

  it('claims a resend of the question that stands', async () => {
    expect(await posed(sent, roundAsked(60), true)).to.include({ outcome: 'wait' });
    expect(calls).to.deep.equal([['resend', standing(60), FRESH, rules, NOW]]);
  });

  it('claims a question of its own for another alternative', async () => {
    expect(await posed(sent, roundAsked(5, 'another'))).to.deep.equal(CLAIMED);
    expect(await posed(kept, roundAsked(5, 'another'))).to.deep.equal(FRESH);
  });

  it('claims a question after a round of the operator’s own create function, whose question nobody knows', async () => {
    expect(await posed(sent, { challenge: 'ours' })).to.deep.equal(CLAIMED);
  });

  it('claims an outstanding question for half of its life', async () => {
    await posed(outstanding);
    expect(calls).to.deep.equal([['question', FRESH, { ...rules, repeatSeconds: 90 }, NOW]]);
  });

  it('claims it for no shorter than Cognito’s tries at one call take', async () => {
    await posed(outstanding, undefined, false, 30);
    expect(calls).to.deep.equal([['question', FRESH, rules, NOW]]);
  });
});
