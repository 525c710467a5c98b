import { expect } from 'chai';
import type { Challenge, ChallengeMaker, World } from '../../../functions/challenges/challenge.ts';
import { emailOtp } from '../../../functions/challenges/email-otp/index.ts';
import { smsOtp } from '../../../functions/challenges/sms-otp/index.ts';
import { epochKeys } from '../../../functions/question/epoch-key.ts';
import { toLong } from '../../../functions/question/long-code.ts';
import type { Question } from '../../../functions/question/question.ts';
import { toQuestion } from '../../../functions/question/question.ts';
import { parseSettings } from '../../../functions/settings/settings.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { KEY_ID } from '../../support/settings.ts';
import { cognitoEvent, parsed, unknownUser } from '../../support/trigger-events.ts';
import { fakeMac, NOW_SECONDS, testWorld } from '../../support/worlds.ts';
import { written } from '../../support/written.ts';

const makers: readonly [
  name: 'email_otp' | 'sms_otp',
  maker: ChallengeMaker,
  medium: string,
  attribute: string,
][] = [
  ['email_otp', emailOtp, 'EMAIL', 'email'],
  ['sms_otp', smsOtp, 'SMS', 'phone_number'],
];

/** Of one question each. */
const STANDING = { email_otp: '769993', sms_otp: '964407' };

for (const [name, maker, medium, attribute] of makers) {
  describe(name, () => {
    let world: ReturnType<typeof testWorld>;
    beforeEach(() => {
      world = testWorld();
    });

    const make = (settings: unknown = {}): Challenge => {
      const unused = async () => {
        throw new Error('not asked for');
      };
      return maker(settings, {
        ...world,
        invoke: unused,
        secretText: unused,
        postForm: unused,
      } satisfies World);
    };

    function question(nonce: string, step: object = {}, event = cognitoEvent('verify')): Question {
      const flow = [{ challenges: [name], ...step }];
      const settings = parseSettings(JSON.stringify(written({ flow, keyId: KEY_ID })));
      const asked = { step: name, challenge: name, nonce, issuedAt: NOW_SECONDS };
      const found = toQuestion(settings, asked, parsed(event), epochKeys(KEY_ID, fakeMac));
      if (!found) throw new Error('not a question of the flow');
      return found;
    }

    const answerOf = async (challenge: Challenge, asked: Question) => (await challenge.answer?.(asked)) ?? '';

    it('is sent there, and stays the same over wrong tries', () => {
      const { isKept, message } = make();
      expect(isKept).to.equal(true);
      expect(message).to.include({ medium, attribute });
    });

    it('is the same for the same question in each release: an update must not void what is underway', async () => {
      expect(await answerOf(make(), question('AAECAwQFBgcICQoLDA0ODw'))).to.equal(STANDING[name]);
    });

    for (const [length, form] of [
      [undefined, /^\d{6}$/],
      [6, /^\d{6}$/],
      [10, /^\d{10}$/],
    ] as const) {
      it(`has ${length ?? 'six'} digits, the same each time for one question and others for another`, async () => {
        const challenge = make();
        const step = length === undefined ? {} : { codeLength: length };
        const codes = new Set<string>();
        for (let n = 0; n < 50; n++) {
          const code = await answerOf(challenge, question(`nonce ${n}`, step));
          expect(code).to.match(form);
          expect(await answerOf(challenge, question(`nonce ${n}`, step))).to.equal(code);
          codes.add(code);
        }
        expect(codes.size).to.be.above(48);
      });
    }

    it('is long where its nonce says so, for an hour more, and tells the client', async () => {
      const nonce = toLong('AAECAwQFBgcICQoLDA0ODw');
      for (const [alphabet, length] of [
        ['digits', 20],
        ['letters', 15],
      ] as const) {
        const challenge = make({ alphabet });
        const asked = question(nonce, { codeLength: 8 });
        const code = await answerOf(challenge, asked);
        expect(code).to.have.length(length);
        expect((await challenge.create(asked)).public).to.include({ codeLength: `${length}` });
        const { code: shown = '', minutes } = (await challenge.message?.values(asked)) ?? {};
        expect(shown.split(' ').map(({ length: each }) => each)).to.deep.equal(new Array(length / 5).fill(5));
        expect(minutes).to.equal('63');
        expect(await challenge.verify(asked, shown, {})).to.equal(true);
        expect(await challenge.verify(asked, code.slice(0, 8), {})).to.equal(false);
      }
    });

    it('has letters that spell no words, where the setting says so', async () => {
      const code = await answerOf(make({ alphabet: 'letters' }), question('nonce', { codeLength: 10 }));
      expect(code).to.match(/^[BCDFGHJKLMNPQRSTVWXZ]{10}$/);
    });

    // Public code draws digits with randomInt(0, 9), which never gives a 9, and with byte % 10, which favours 0 to 5.
    it('has every digit at every place about as often as any other', async () => {
      const challenge = make();
      const counts = Array.from({ length: 6 }, () => new Array<number>(10).fill(0));
      const codes = 6000;
      for (let n = 0; n < codes; n++) {
        const code = await answerOf(challenge, question(`nonce ${n}`));
        counts.forEach((row, place) => {
          const digit = Number(code.charAt(place));
          row[digit] = (row[digit] ?? 0) + 1;
        });
      }
      for (const row of counts) {
        const expected = codes / 10;
        const chiSquare = row.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
        expect(chiSquare, row.join(' ')).to.be.below(36); // 9 degrees of freedom: p < 0.00005, and the draw is fixed
      }
    });

    for (const codeAlphabet of ['digits', 'letters']) {
      it(`tells the client how many ${codeAlphabet} the code has, and nothing of it`, async () => {
        const challenge = make({ alphabet: codeAlphabet });
        const created = await challenge.create(question('nonce', { codeLength: 8 }));
        expect(created).to.deep.equal({ public: { codeLength: '8', codeAlphabet } });
      });
    }

    it('verifies the code however it was typed, and no other', async () => {
      const challenge = make();
      const asked = question('nonce');
      const code = await answerOf(challenge, asked);
      const fullWidth = code.replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)));
      for (const given of [
        code,
        ` ${code.slice(0, 3)} ${code.slice(3)} `,
        `${code.slice(0, 3)}-${code.slice(3)}`,
        fullWidth,
      ]) {
        expect(await challenge.verify(asked, given, {}), given).to.equal(true);
      }
      const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
      for (const given of [other, '', code.slice(1), `${code}0`, `0${code}`, 'x', code.repeat(2)]) {
        expect(await challenge.verify(asked, given, {}), given).to.equal(false);
      }
    });

    it('verifies letters in lower case', async () => {
      const challenge = make({ alphabet: 'letters' });
      const asked = question('nonce');
      expect(await challenge.verify(asked, (await answerOf(challenge, asked)).toLowerCase(), {})).to.equal(
        true,
      );
    });

    it('has another code for another user, step or time, so none is good twice', async () => {
      const challenge = make();
      const asked = question('nonce', { codeLength: 10 });
      const others = [
        question('another', { codeLength: 10 }),
        question('nonce', { codeLength: 10 }, unknownUser(cognitoEvent('verify'))),
        asked.at('nonce', NOW_SECONDS + 3600),
      ];
      for (const other of others) {
        expect(await challenge.verify(other, await answerOf(challenge, asked), {})).to.equal(false);
      }
    });

    it('gives the message its code, and the minutes that are left', async () => {
      const challenge = make();
      const asked = question('nonce', { lifetimeSeconds: 300 });
      const code = await answerOf(challenge, asked);
      const values = () => challenge.message?.values(asked);
      world.pass(2);
      expect(await values()).to.deep.equal({ code, minutes: '5' });
      world.pass(118);
      expect(await values()).to.deep.equal({ code, minutes: '3' });
      world.pass(175);
      expect(await values(), 'never nothing').to.deep.equal({ code, minutes: '1' });
    });

    for (const settings of [{ alphabet: 'emoji' }, { alphabet: '' }, { alphabet: 7 }, 'letters', []]) {
      it(`refuses the settings ${JSON.stringify(settings)}`, () => {
        expect(() => make(settings)).to.throw(SettingsError, `${name}`);
      });
    }

    for (const codeLength of [4, 5, 11, 6.5, '6']) {
      it(`refuses a step with a code of ${JSON.stringify(codeLength)} characters`, () => {
        expect(() => question('nonce', { codeLength })).to.throw(
          SettingsError,
          /^flow\[0\]\.code_length takes a whole number from [46] to 10/,
        );
      });
    }
  });
}

describe('codeLength of a step', () => {
  const parse = (challenges: readonly string[], codeLength: number) => {
    const flow = [
      { challenges, codeLength },
      { name: 'proof', challenges: ['email_otp'] },
    ];
    return parseSettings(JSON.stringify(written({ flow, keyId: KEY_ID }))).flow[0]?.codeLength;
  };

  it('may be four where it is for a picture alone', () => {
    expect(parse(['captcha'], 4)).to.equal(4);
    expect(() => parse(['captcha'], 9)).to.throw(SettingsError, 'from 4 to 8');
  });

  it('must do for both, where a picture is an alternative to a code', () => {
    expect(parse(['captcha', 'sms_otp'], 6)).to.equal(6);
    expect(() => parse(['captcha', 'sms_otp'], 5)).to.throw(SettingsError, 'from 6 to 8');
    expect(() => parse(['captcha', 'sms_otp'], 9)).to.throw(SettingsError, 'from 6 to 8');
  });
});
