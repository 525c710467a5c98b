import { expect } from 'chai';
import fc from 'fast-check';
import { derivedBytes, pick } from '../../../functions/answers/derive.ts';
import { epochKeys } from '../../../functions/answers/epoch-key.ts';
import {
  type AskedQuestion,
  fromPrivateParameters,
  toPrivateParameters,
  toQuestion,
} from '../../../functions/answers/question.ts';
import { CAPTCHA, KEY_ID } from '../../support/settings.ts';
import { fakeMac, NOW_SECONDS } from '../../support/worlds.ts';

const ASKED: AskedQuestion = {
  step: 'captcha',
  challenge: 'captcha',
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
  issuedAt: NOW_SECONDS,
};

describe('private parameters', () => {
  it('hold which question was asked, as strings, and nothing else', () => {
    expect(toPrivateParameters(ASKED)).to.deep.equal({ ...ASKED, issuedAt: String(NOW_SECONDS) });
  });

  it('can be read back', () => {
    const text = fc.string({ minLength: 1 });
    const asked = fc.record({
      step: text,
      challenge: text,
      nonce: text,
      issuedAt: fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }),
    });
    fc.assert(
      fc.property(asked, question => {
        expect(fromPrivateParameters(toPrivateParameters(question))).to.deep.equal(question);
      }),
    );
  });

  it('are not ours when another create function wrote them', () => {
    for (const parameters of [
      {},
      { answer: '5' },
      { secretLoginCode: '123456' },
      { step: 'captcha', answer: '5' },
    ])
      expect(fromPrivateParameters(parameters)).to.equal(undefined);
  });

  for (const field of ['step', 'challenge', 'nonce', 'issuedAt'] as const) {
    it(`are not ours without ${field}, or with an empty one`, () => {
      const { [field]: _, ...rest } = toPrivateParameters(ASKED);
      expect(fromPrivateParameters(rest)).to.equal(undefined);
      expect(fromPrivateParameters({ ...rest, [field]: '' })).to.equal(undefined);
    });
  }

  it('are not ours with a time that is no time', () => {
    const times = [
      'NaN',
      '-176375000',
      '1e9',
      '0x69202930',
      ' 1763750000',
      '1763750000\n',
      '17637500000',
      '1763750000.5',
    ];
    for (const issuedAt of times)
      expect(fromPrivateParameters({ ...toPrivateParameters(ASKED), issuedAt }), issuedAt).to.equal(
        undefined,
      );
  });
});

describe('toQuestion', () => {
  const asker = { userPoolId: 'eu-central-1_Ab3dE5gH7', clientId: 'client', userName: 'casey.ember' };

  it('puts the question to the asker: its secret is derived from both, with the key of the hour it was asked in', async () => {
    const epochKey = epochKeys(KEY_ID, fakeMac);
    const question = toQuestion(CAPTCHA, ASKED, asker, epochKey);
    const { issuedAt: _, ...asked } = ASKED;
    const bytes = derivedBytes(await epochKey(NOW_SECONDS), { ...asked, ...asker });
    expect(pick(await question.secret(), '0123456789', 20)).to.equal(pick(bytes, '0123456789', 20));
    expect(question.nonce).to.equal(ASKED.nonce);
    expect(question.step).to.equal(CAPTCHA);
  });

  it('starts from the first byte each time, so that an answer can be made again', async () => {
    const question = toQuestion(CAPTCHA, ASKED, asker, epochKeys(KEY_ID, fakeMac));
    const [one, other] = [pick(await question.secret(), 'ab', 40), pick(await question.secret(), 'ab', 40)];
    expect(one).to.equal(other);
  });

  it('does not ask KMS before somebody asks for the secret', () => {
    const epochKey = () => {
      throw new Error('asked KMS');
    };
    expect(toQuestion(CAPTCHA, ASKED, asker, epochKey).nonce).to.equal(ASKED.nonce);
  });
});
