import { expect } from 'chai';
import fc from 'fast-check';
import { readTrace, TRACE } from '../../../functions/event/trace.ts';
import { fromMetadata, toMetadata } from '../../../functions/flow/round.ts';
import { fromPrivateParameters, toPrivateParameters } from '../../../functions/question/question.ts';
import { AFTER_PASSWORD, entry, NONCE, round } from '../../support/trigger-events.ts';

const ISSUED_AT = 1763750000;
const TRACES = fc.stringMatching(/^[\w-]{16}$/);
const QUESTION = { step: 'code', challenge: 'email_otp', nonce: NONCE, issuedAt: ISSUED_AT };
const KEPT = { nonce: NONCE, askedAt: ISSUED_AT, sends: 1, sentAt: ISSUED_AT };

const metadata = (trace: string | undefined, more: object = {}) =>
  toMetadata('email_otp', { step: 'code', spent: 0, issuedAt: ISSUED_AT, kept: KEPT, trace, ...more });

describe('readTrace', () => {
  it('reads what create left in the first round, whatever comes after it', () => {
    fc.assert(
      fc.property(TRACES, fc.option(fc.string({ maxLength: 20 })), (trace, note) => {
        const first = entry('CUSTOM_CHALLENGE', false, metadata(trace, note ? { note } : {}));
        const session = [...AFTER_PASSWORD, first, round('captcha', true)];
        expect(readTrace({ session })).to.equal(trace);
        expect(trace).to.match(TRACE);
      }),
    );
  });

  it('reads it behind a nonce of any characters', () => {
    const nonce = 'AAAA-_AAAAAAAAAAAAAAAA';
    const first = entry(
      'CUSTOM_CHALLENGE',
      false,
      metadata('0wqZkBv-Kq3vT_0a', { kept: { ...KEPT, nonce } }),
    );
    expect(readTrace({ session: [first] })).to.equal('0wqZkBv-Kq3vT_0a');
  });

  it('reads what create left for verify', () => {
    fc.assert(
      fc.property(TRACES, fc.boolean(), (trace, isLate) => {
        const asked = { ...QUESTION, round: 'Kq3vT_0a', ...(isLate && { askedAt: ISSUED_AT + 9 }) };
        const left = toPrivateParameters({ ...asked, trace });
        expect(readTrace({ privateChallengeParameters: left })).to.equal(trace);
        expect(fromPrivateParameters(left)).to.deep.equal({ ...asked, kept: {} });
      }),
    );
  });

  it('reads none of a sign-in that a version before began, whose rounds count as ever', () => {
    const old = metadata(undefined);
    expect(readTrace({ session: [entry('CUSTOM_CHALLENGE', false, old)] })).to.equal(undefined);
    expect(fromMetadata(old)).to.deep.equal(fromMetadata(metadata('0wqZkBv-Kq3vT_0a')));
    const left = toPrivateParameters({ ...QUESTION, round: 'Kq3vT_0a' });
    expect(readTrace({ privateChallengeParameters: left })).to.equal(undefined);
  });

  const others: readonly [title: string, request: object][] = [
    ['nothing', {}],
    ['an empty session', { session: [] }],
    ['a session of anything', { session: [null, 7, 'text', { challengeMetadata: 7 }] }],
    ['an e-mail address', { session: [{ challengeMetadata: 'casey@internal-mail-01' }] }],
    ['one with a display name', { session: [{ challengeMetadata: 'Casey <casey@internal-mail-01>' }] }],
    ['too short a one', { session: [{ challengeMetadata: 'CAPTCHA_CHALLENGE 0 tovdde@0wqZkBv-Kq3vT_0' }] }],
    ['too long a one', { session: [{ challengeMetadata: 'CAPTCHA_CHALLENGE 0 tovdde@0wqZkBv-Kq3vT_0aa' }] }],
    ['one with a quotation mark', { session: [{ challengeMetadata: 'A_CHALLENGE 0 x@0wqZkBv-Kq3vT_0a"' }] }],
    ['one behind something else', { session: [{ challengeMetadata: '<A_CHALLENGE 0 x@0wqZkBv-Kq3vT_0a' }] }],
    ['one without a challenge', { session: [{ challengeMetadata: ' 0 x@0wqZkBv-Kq3vT_0a' }] }],
    ['one without anything between', { session: [{ challengeMetadata: 'A_CHALLENGE @0wqZkBv-Kq3vT_0a' }] }],
    ['another parameter', { privateChallengeParameters: { answer: 'a b@0wqZkBv-Kq3vT_0a' } }],
    [
      'what the client sends',
      { clientMetadata: { note: 'a b@0wqZkBv-Kq3vT_0a' }, challengeAnswer: 'a b@0wqZkBv-Kq3vT_0a' },
    ],
    ['an attribute', { userAttributes: { name: 'a b@0wqZkBv-Kq3vT_0a' } }],
  ];
  for (const [title, request] of others)
    it(`reads none from ${title}`, () => {
      expect(readTrace(request as never)).to.equal(undefined);
    });

  it('is of 16 characters, where it is handed over too', () => {
    expect('0wqZkBv-Kq3vT_0a').to.match(TRACE);
    for (const other of ['0wqZkBv-Kq3vT_0', '0wqZkBv-Kq3vT_0aa', '0wqZkBv-Kq3vT.0a', '0wqZkBv-Kq3vT_0a ', ''])
      expect(other).to.not.match(TRACE);
  });

  it('throws for nothing that an event may hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (session, privateChallengeParameters) => {
        expect(() => readTrace({ session, privateChallengeParameters })).to.not.throw();
      }),
    );
  });
});
