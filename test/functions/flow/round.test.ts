import { expect } from 'chai';
import fc from 'fast-check';
import { fromMetadata, questionOf, runsFrom, toMetadata } from '../../../functions/flow/round.ts';
import { NONCE } from '../../support/trigger-events.ts';

const ISSUED = 1763750000;
const TIME = ISSUED.toString(36);
const ASKED = { step: 'captcha', spent: 1, issuedAt: ISSUED };
const KEPT = { nonce: NONCE, askedAt: ISSUED + 12, sends: 2, sentAt: ISSUED + 12 + 31 };

describe('toMetadata', () => {
  it('begins with the name that AWS gives the challenge in its example', () => {
    expect(toMetadata('captcha', ASKED)).to.equal(`CAPTCHA_CHALLENGE 1 ${TIME}`);
  });

  it('names a step that is not called like its challenge', () => {
    expect(toMetadata('captcha', { ...ASKED, step: 'second_captcha' })).to.equal(
      `CAPTCHA_CHALLENGE second_captcha 1 ${TIME}`,
    );
  });

  it('says which question it was where that is kept', () => {
    expect(toMetadata('email_otp', { ...ASKED, step: 'email_otp', kept: KEPT })).to.equal(
      `EMAIL_OTP_CHALLENGE 1 ${TIME} ${NONCE} i0c20v`,
    );
  });

  it('keeps a note of the challenge’s own behind it', () => {
    expect(toMetadata('external', { ...ASKED, step: 'quiz', note: 'é 1' })).to.equal(
      `EXTERNAL_CHALLENGE quiz 1 ${TIME} w6kgMQ`,
    );
  });

  it('takes a clock that is behind for one that stands', () => {
    const behind = toMetadata('email_otp', { ...ASKED, kept: { ...KEPT, sentAt: ISSUED - 2 } });
    expect(questionOf(fromMetadata(behind))?.kept).to.include({ sends: 2, sentAt: KEPT.askedAt });
  });

  it('is as long for one question that is kept as for another: everybody sees how long a Session is', () => {
    const lengths = [0, 1, 9, 35, 300, 1295, 1296, 5000].flatMap(count =>
      [-900, 0, 35, 450, 3600].map(lag => {
        const askedAt = ISSUED + lag;
        const kept = { nonce: NONCE, askedAt, sends: count, sentAt: askedAt + count };
        return toMetadata('email_otp', { ...ASKED, kept }).length;
      }),
    );
    expect(new Set(lengths).size).to.equal(1);
  });

  it('writes what fromMetadata and questionOf read', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/);
    const kept = fc.record({
      nonce: fc
        .uint8Array({ minLength: 16, maxLength: 16 })
        .map(bytes => Buffer.from(bytes).toString('base64url')),
      askedAt: fc.integer({ min: -900, max: 3600 }),
      sends: fc.integer({ min: 1, max: 35 }),
      sentAt: fc.integer({ min: 0, max: 900 }),
    });
    const never = kept.map(({ nonce, askedAt }) => ({ nonce, askedAt, sends: 0, sentAt: 0 }));
    const question = fc.record(
      {
        issuedAt: fc.integer({ min: 1_000_000_000, max: 2_100_000_000 }),
        kept: fc.oneof(kept, never),
        // 96 bytes: characters of up to four.
        note: fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
          .filter(text => Buffer.byteLength(text) <= 96),
      },
      { requiredKeys: ['issuedAt'] },
    );
    fc.assert(
      fc.property(name, name, fc.nat(9), question, (challenge, step, spent, asked) => {
        const sent = asked.kept && {
          ...asked.kept,
          askedAt: asked.issuedAt + asked.kept.askedAt,
          sentAt: asked.kept.sends ? asked.issuedAt + asked.kept.askedAt + asked.kept.sentAt : 0,
        };
        const whole = { ...asked, ...(sent && { kept: sent }) };
        const round = fromMetadata(toMetadata(challenge, { step, spent, ...whole }));
        expect(round).to.deep.include({ challenge });
        expect(round?.asked).to.include({ step, spent });
        expect(questionOf(round)).to.deep.equal(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('has room for a note of 96 bytes', () => {
    for (const note of ['n'.repeat(96), 'é'.repeat(48)])
      expect(questionOf(fromMetadata(toMetadata('external', { ...ASKED, note })))?.note).to.equal(note);
  });
});

describe('fromMetadata', () => {
  it('reads the bare name that a create function as in AWS’s example leaves', () => {
    expect(fromMetadata('CAPTCHA_CHALLENGE')).to.deep.equal({ challenge: 'captcha' });
  });

  const foreign: readonly [metadata: unknown, why: string][] = [
    [null, 'none'],
    [undefined, 'no field'],
    ['', 'an empty text'],
    ['CAPTCHA', 'another form'],
    ['captcha_challenge', 'small letters'],
    ['_CHALLENGE', 'no name'],
    [' CAPTCHA_CHALLENGE', 'a space before'],
    ['CAPTCHA_CHALLENGE ', 'a space behind'],
    ['CAPTCHA_CHALLENGE\n', 'a line end behind'],
    ['SMS\nCAPTCHA_CHALLENGE', 'a line before'],
    ['CAPTCHA_CHALLENGE captcha', 'a step and no question'],
    ['CAPTCHA_CHALLENGE captcha 0', 'a count without a time'],
    [`CAPTCHA_CHALLENGE captcha ${TIME}`, 'a time without a count'],
    [`CAPTCHA_CHALLENGE 0 ${TIME.slice(1)}`, 'a short time'],
    [`CAPTCHA_CHALLENGE 0 ${TIME}0`, 'a long time'],
    [`CAPTCHA_CHALLENGE -1 ${TIME}`, 'a negative count'],
    [`CAPTCHA_CHALLENGE 10 ${TIME}`, 'a large count'],
    [`CAPTCHA_CHALLENGE ١ ${TIME}`, 'a count in Arabic digits'],
    [`CAPTCHA_CHALLENGE 0 ${TIME}${' captcha'.repeat(5)}`, 'more behind it'],
    [`CAPTCHA_CHALLENGE 0 ${TIME} n!`, 'a note that is no base64url'],
    [`CAPTCHA_CHALLENGE 0 ${TIME}\n`, 'a line end behind it'],
    [`CAPTCHA_CHALLENGE 0 ${TIME} `, 'a space behind it'],
    [`CAPTCHA_CHALLENGE Captcha 0 ${TIME}`, 'a step with a capital'],
    [`CAPTCHA_CHALLENGE  0 ${TIME}`, 'an empty step'],
    [`${'A'.repeat(33)}_CHALLENGE`, 'a long name'],
    ['CAPTCHA_CHALLENGE'.repeat(100_000), 'a huge text'],
    [true, 'true'],
    [1, 'a number'],
    [['CAPTCHA_CHALLENGE'], 'a list with the right text in it'],
    [{ challenge: 'captcha' }, 'an object'],
    [new String('CAPTCHA_CHALLENGE'), 'a String object'],
  ];
  for (const [metadata, why] of foreign) {
    it(`reads nothing from ${why}`, () => {
      expect(fromMetadata(metadata)).to.equal(undefined);
    });
  }

  it('reads a round of ours', () => {
    expect(fromMetadata(`CAPTCHA_CHALLENGE 2 ${TIME}`)?.asked).to.include({ step: 'captcha', spent: 2 });
    expect(fromMetadata(`CAPTCHA_CHALLENGE second 0 ${TIME}`)?.asked).to.include({
      step: 'second',
      spent: 0,
    });
  });
});

describe('questionOf', () => {
  it('knows nothing of a round that was not asked, nor of one of the operator’s own', () => {
    for (const round of [undefined, { challenge: 'captcha' }]) expect(questionOf(round)).to.equal(undefined);
  });

  const odd: readonly [question: string, why: string][] = [
    [TIME.toUpperCase(), 'a time in capitals'],
    [`${TIME} ${NONCE}x 1 0`, 'a long nonce'],
    [`${TIME} ${NONCE.slice(1)} 1 0`, 'a short nonce'],
    [`${TIME} ${NONCE} 1`, 'a count that is missing'],
    [`${TIME} ${NONCE} 100 0`, 'a large count'],
    [`${TIME} ${NONCE} 1 -1`, 'a negative time of sending'],
    [`${TIME} ${'n'.repeat(129)}`, 'a long note'],
    [`${TIME} bm90ZQ bm90ZQ`, 'two notes'],
  ];
  for (const [question, why] of odd) {
    it(`reads nothing from ${why}`, () => {
      const round = fromMetadata(`EMAIL_OTP_CHALLENGE 0 ${question}`);
      expect(round?.asked, 'it is a round all the same').to.include({ step: 'email_otp', spent: 0 });
      expect(questionOf(round)).to.equal(undefined);
    });
  }
});

describe('runsFrom', () => {
  it('is the last message, or the first question where none was sent since: a clock that is behind takes nothing off', () => {
    expect(runsFrom({ askedAt: ISSUED, sentAt: ISSUED + 31 })).to.equal(ISSUED + 31);
    expect(runsFrom({ askedAt: ISSUED, sentAt: 0 })).to.equal(ISSUED);
    expect(runsFrom({ askedAt: ISSUED, sentAt: ISSUED - 2 })).to.equal(ISSUED);
  });
});
