import { expect } from 'chai';
import fc from 'fast-check';
import { derivedBytes, pick } from '../../../functions/question/derive.ts';
import { epochKeys } from '../../../functions/question/epoch-key.ts';
import { toLong } from '../../../functions/question/long-code.ts';
import type { Question } from '../../../functions/question/question.ts';
import {
  type AskedQuestion,
  fromPrivateParameters,
  type OpenQuestion,
  toPrivateParameters,
  toQuestion,
} from '../../../functions/question/question.ts';
import { CODE, KEY_ID, PASSWORD, SECOND_CAPTCHA, settingsOf } from '../../support/settings.ts';
import { cognitoEvent, NONCE, parsed } from '../../support/trigger-events.ts';
import { fakeMac, NOW_SECONDS } from '../../support/worlds.ts';

const ASKED: AskedQuestion = {
  step: 'second_captcha',
  challenge: 'captcha',
  nonce: NONCE,
  issuedAt: NOW_SECONDS,
};
const OPEN: OpenQuestion = { ...ASKED, round: 'Kq3v-_0a' };
const SETTINGS = settingsOf(PASSWORD, SECOND_CAPTCHA, CODE);
const EVENT = parsed(cognitoEvent('verify'));

describe('private parameters', () => {
  it('hold which question was asked, as strings, and nothing else', () => {
    const time = NOW_SECONDS.toString(36);
    expect(toPrivateParameters(OPEN)).to.deep.equal({
      question: `second_captcha captcha ${NONCE} ${time} Kq3v-_0a`,
    });
  });

  it('can be read back', () => {
    const asked = fc.record({
      step: fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/),
      challenge: fc.constantFrom('captcha', 'email_otp', 'proof_of_work'),
      nonce: fc
        .uint8Array({ minLength: 16, maxLength: 16 })
        .map(bytes => Buffer.from(bytes).toString('base64url')),
      issuedAt: fc.integer({ min: 1_000_000_000, max: 2_100_000_000 }),
      lag: fc.option(fc.integer({ min: -900, max: 3600 }), { nil: undefined }),
      round: fc
        .uint8Array({ minLength: 6, maxLength: 6 })
        .map(bytes => Buffer.from(bytes).toString('base64url')),
    });
    fc.assert(
      fc.property(asked, ({ lag, ...rest }) => {
        const askedAt = lag !== undefined && { askedAt: rest.issuedAt + lag };
        const open = { ...rest, ...askedAt };
        expect(fromPrivateParameters(toPrivateParameters(open))).to.deep.equal({ ...open, kept: {} });
      }),
    );
  });

  it('keep what a challenge leaves for itself apart from ours, whatever it is called', () => {
    const names = fc.constantFrom('question', '.', '.question', '..', 'step', 'answer', '', 'é');
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(names, fc.string()), fc.string()), kept => {
        const parameters = toPrivateParameters(OPEN, kept);
        expect(parameters).to.include(toPrivateParameters(OPEN));
        expect(fromPrivateParameters(parameters)).to.deep.equal({ ...OPEN, kept: { ...kept } });
      }),
    );
  });

  it('are not ours when another create function wrote them', () => {
    for (const parameters of [
      {},
      { answer: '5' },
      { secretLoginCode: '123456' },
      { step: 'captcha', answer: '5' },
      { question: 'Who is your favourite player?', answer: 'Robin' },
    ])
      expect(fromPrivateParameters(parameters)).to.equal(undefined);
  });

  it('are not ours without one of their parts, or with another between them', () => {
    const parts = String(toPrivateParameters(OPEN).question).split(' ');
    parts.forEach((part, index) => {
      for (const odd of [[], [''], [part, part]]) {
        const question = parts.toSpliced(index, 1, ...odd).join(' ');
        expect(fromPrivateParameters({ question }), question).to.equal(undefined);
      }
    });
  });

  it('are not ours with a time that is no time', () => {
    const times = [
      'NaN',
      '-tovdd',
      '1e9',
      '0x.920',
      ' tovdde',
      'tovdde\n',
      'tovdde0',
      'TOVDDE',
      '1763750000',
    ];
    for (const time of times) {
      const question = `second_captcha captcha ${NONCE} ${time} ${OPEN.round}`;
      expect(fromPrivateParameters({ question }), time).to.equal(undefined);
    }
  });
});

describe('toQuestion', () => {
  const { userPoolId, clientId, userName } = EVENT;
  const context = { ...ASKED, userPoolId, clientId, userName };
  const epochKey = epochKeys(KEY_ID, fakeMac);
  const put = (changes: Partial<AskedQuestion> = {}, settings = SETTINGS): Question | undefined =>
    toQuestion(settings, { ...ASKED, ...changes }, EVENT, epochKey);
  const made = (changes: Partial<AskedQuestion> = {}): Question => {
    const question = put(changes);
    if (!question) throw new Error('It is no question of the flow.');
    return question;
  };
  const letters = async (question: Question, purpose?: string) =>
    pick(await question.secret(purpose), 'abcdefgh', 40);

  it('puts the question to the asker: its secret is derived from both, with the key of the hour it was asked in', async () => {
    const question = made();
    const bytes = derivedBytes(await epochKey(NOW_SECONDS), context);
    expect(await letters(question)).to.equal(pick(bytes, 'abcdefgh', 40));
    expect(question).to.include({ ...ASKED, step: SECOND_CAPTCHA, event: EVENT });
  });

  it('starts from the first byte each time, so that an answer can be made again', async () => {
    const question = made();
    expect(await letters(question)).to.equal(await letters(question));
  });

  it('has a secret of its own for each purpose', async () => {
    const question = made();
    const all = [undefined, '', 'token', 'token 1', '0', '1'].map(purpose => letters(question, purpose));
    expect(new Set(await Promise.all(all)).size).to.equal(6);
  });

  it('can be put at another time: the same step and user, another nonce and hour', async () => {
    const other = made().at('BBECAwQFBgcICQoLDA0ODw', NOW_SECONDS - 3600);
    expect(other).to.include({ step: SECOND_CAPTCHA, challenge: 'captcha', nonce: 'BBECAwQFBgcICQoLDA0ODw' });
    const asked = made({ nonce: 'BBECAwQFBgcICQoLDA0ODw', issuedAt: NOW_SECONDS - 3600 });
    expect(await letters(other)).to.equal(await letters(asked));
    expect(await letters(other)).not.to.equal(await letters(made()));
  });

  it('has another secret with a younger or older date, in the same hour too', async () => {
    const all = [-60, -1, 0, 1, 60].map(seconds =>
      letters(made({ issuedAt: NOW_SECONDS + seconds }), 'code'),
    );
    expect(new Set(await Promise.all(all)).size).to.equal(5);
  });

  it('does not ask KMS before somebody asks for the secret', () => {
    const unasked = () => {
      throw new Error('asked KMS');
    };
    expect(toQuestion(SETTINGS, ASKED, EVENT, unasked)).to.include({ nonce: NONCE });
  });

  it('takes each alternative of a step', () => {
    for (const challenge of ['email_otp', 'sms_otp'])
      expect(put({ step: 'code', challenge })).to.include({ step: CODE, challenge });
  });

  const foreign: readonly [title: string, changes: Partial<AskedQuestion>][] = [
    ['of a step that the flow does not have', { step: 'captcha' }],
    ['of a challenge that the step does not have', { challenge: 'email_otp' }],
    ['of no challenge there is', { challenge: 'toString' }],
    ['of __proto__', { step: '__proto__', challenge: '__proto__' }],
    ['of the password, which Cognito asks for', { step: 'password', challenge: 'password' }],
  ];
  for (const [title, changes] of foreign) {
    it(`makes no question ${title}`, () => {
      expect(put(changes)).to.equal(undefined);
    });
  }

  it('lives for as long as the sign-in was told that asked it, unless it was over by then: asking makes nothing good again', () => {
    const askedAfter = (seconds: number) => {
      const asked = { ...ASKED, askedAt: NOW_SECONDS + seconds };
      return toQuestion(SETTINGS, asked, EVENT, epochKeys(KEY_ID, fakeMac));
    };
    const [, { lifetimeSeconds = 0 } = {}] = SETTINGS.flow;
    for (const seconds of [0, 1, lifetimeSeconds - 1])
      expect(askedAfter(seconds)).to.include({ issuedAt: NOW_SECONDS, askedAt: NOW_SECONDS + seconds });
    for (const seconds of [-5, lifetimeSeconds, 10 * lifetimeSeconds])
      expect(askedAfter(seconds)).to.include({ askedAt: NOW_SECONDS });
    const other = askedAfter(20)?.at('BBECAwQFBgcICQoLDA0ODw', NOW_SECONDS - 60);
    expect(other, 'another question was not asked').to.include({ askedAt: NOW_SECONDS - 60 });
    const sameTime = askedAfter(20)?.at('BBECAwQFBgcICQoLDA0ODw', NOW_SECONDS);
    expect(sameTime, 'nor another of the same second').to.include({ askedAt: NOW_SECONDS });
    const sameNonce = askedAfter(20)?.at(NONCE, NOW_SECONDS - 60);
    expect(sameNonce, 'nor the same nonce at another time').to.include({ askedAt: NOW_SECONDS - 60 });
    expect(askedAfter(20)?.at(NONCE, NOW_SECONDS), 'and the same is the same').to.include({
      askedAt: NOW_SECONDS + 20,
    });
  });

  it('with a long code may be asked until its hour is over, too', () => {
    const [, { lifetimeSeconds = 0 } = {}] = SETTINGS.flow;
    const nonce = toLong(NONCE);
    for (const [seconds, counts] of [
      [lifetimeSeconds, true],
      [lifetimeSeconds + 3599, true],
      [lifetimeSeconds + 3600, false],
    ] as const)
      expect(made({ nonce, askedAt: NOW_SECONDS + seconds }), String(seconds)).to.include({
        askedAt: NOW_SECONDS + (counts ? seconds : 0),
      });
  });
});
