import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { sentTo } from '../../../../functions/challenges/challenge.ts';
import { magicLink } from '../../../../functions/challenges/magic-link/index.ts';
import type { CountedAnswer, Judged, Ledger } from '../../../../functions/ledger/ledger.ts';
import { stateless } from '../../../../functions/ledger/stateless.ts';
import { toLong } from '../../../../functions/question/long-code.ts';
import { questionName } from '../../../../functions/question/nonce.ts';
import type { Question } from '../../../../functions/question/question.ts';
import { toPrivateParameters } from '../../../../functions/question/question.ts';
import type { Parameters } from '../../../../functions/records.ts';
import { SettingsError } from '../../../../functions/settings/settings-error.ts';
import { verifyAnswer } from '../../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { disguises } from '../../../support/disguises.ts';
import { questionFrom, settingsFrom, worldWith } from '../../../support/questions.ts';
import { recordOutput } from '../../../support/recorded-output.ts';
import { cognitoEvent, parsed, USER_NAME, unknownUser } from '../../../support/trigger-events.ts';
import { fakeMac, NOW_SECONDS } from '../../../support/worlds.ts';

const URLS = ['https://app.ember.example/sign-in', 'http://localhost:5173/sign-in'];
const FLOW = [{ challenges: ['magic_link'], attempts: 3, lifetimeSeconds: 900 }];
const SETTINGS = settingsFrom(FLOW, { magic_link: { urls: URLS } });
const challenge = magicLink({ urls: URLS }, worldWith());

const OLDER = 'DDDDDDDDDDDDDDDDDDDDDD';
const NEWER = 'EEEEEEEEEEEEEEEEEEEEEE';

describe('sentTo', () => {
  it('names the address that an answer goes to, and what kind of answer it is', () => {
    const to = (userAttributes: object) =>
      sentTo(questionFrom(SETTINGS, {}, parsed(cognitoEvent('verify', { userAttributes }))), 'email', 'code');
    expect(to({ email: 'casey@ember.example' })).to.equal('code to casey@ember.example');
    expect(to({})).to.equal('code to ');
  });
});

describe('magic_link', function () {
  this.timeout(30_000);
  recordOutput();

  const values = (question: Question, redirect?: string): Promise<Parameters> => {
    if (!challenge.message) throw new Error('It sends nothing.');
    return challenge.message.values(question, redirect);
  };
  const tokenOf = async (question: Question) => {
    const { link = '' } = await values(question);
    return new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';
  };

  describe('the mail', () => {
    it('has a link to the first page with user name and token in the fragment, a code, and the minutes left', async () => {
      const { link = '', ...rest } = await values(questionFrom(SETTINGS));
      const url = new URL(link);
      expect(url.origin + url.pathname).to.equal(URLS[0]);
      expect(url.search, 'what a server would see').to.equal('');
      const fields = Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
      expect(fields).to.have.all.keys('username', 'token');
      expect(fields.username).to.equal(USER_NAME);
      const { question } = (await challenge.create(questionFrom(SETTINGS))).public;
      expect(fields.token).to.match(/^[\w-]{22}\.1763750000\.AAECAwQFBgcICQoLDA0ODw\.[\w-]{43}$/);
      expect(fields.token?.split('.')[0], 'by which an app finds the session').to.equal(question);
      expect(rest.code).to.match(/^\d{6}$/);
      expect(rest).to.deep.equal({ code: rest.code, minutes: '15' });
    });

    it('is the same for the same question in each release: an update must not void what is underway', async () => {
      const { link, code } = await values(questionFrom(SETTINGS));
      const token =
        'SniGOqXkE6rMCgm7-gmdBJ.1763750000.AAECAwQFBgcICQoLDA0ODw.FBIsftCmyDN5gthTM7RzSrCNt4blY_ptpnN0k7tADds';
      expect(code).to.equal('663479');
      expect(link).to.equal(`${URLS[0]}#username=${USER_NAME}&token=${token}`);
    });

    it('has a long code where its nonce says so, and a link that lives as long', async () => {
      const question = questionFrom(SETTINGS, { nonce: toLong('AAECAwQFBgcICQoLDA0ODw') });
      const { code, minutes } = await values(question);
      expect(code).to.match(/^(\d{5} ){3}\d{5}$/);
      expect(minutes).to.equal('75');
      expect((await challenge.create(question)).public).to.include({ codeLength: '20' });
      for (const given of [code ?? '', await tokenOf(question)])
        expect(await challenge.verify(question, given, {})).to.equal(true);
    });

    it('tells at a resend how many minutes are left of the first', async () => {
      expect(await values(questionFrom(SETTINGS, { issuedAt: NOW_SECONDS - 600 }))).to.include({
        minutes: '5',
      });
    });

    it('carries any user name whole', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }), async userName => {
          const event = parsed({ ...cognitoEvent('verify'), userName });
          const { link = '' } = await values(questionFrom(SETTINGS, {}, event));
          expect(new URLSearchParams(new URL(link).hash.slice(1)).get('username')).to.equal(userName);
        }),
      );
    });

    it('leads to the page that the client asks for, if it is one of the list', async () => {
      expect((await values(questionFrom(SETTINGS), URLS[1])).link).to.match(
        /^http:\/\/localhost:5173\/sign-in#/,
      );
    });

    for (const redirect of [
      'https://evil.example/sign-in',
      'https://app.ember.example/sign-in/',
      'https://app.ember.example/sign-in?next=https://evil.example',
      'https://app.ember.example.evil.example/sign-in',
      'HTTPS://APP.EMBER.EXAMPLE/sign-in',
      'javascript:alert(1)',
      '',
    ]) {
      it(`leads to the first page when the client asks for ${redirect || 'an empty one'}`, async () => {
        expect((await values(questionFrom(SETTINGS), redirect)).link).to.match(
          /^https:\/\/app\.ember\.example\/sign-in#/,
        );
      });
    }
  });

  describe('public parameters', () => {
    it('hold the question’s name, to keep sessions by, and what the code looks like', async () => {
      const { public: told, ...rest } = await challenge.create(questionFrom(SETTINGS));
      expect(told).to.deep.equal({ question: told.question, codeLength: '6', codeAlphabet: 'digits' });
      expect(told.question).to.match(/^[\w-]{22}$/);
      expect(rest).to.deep.equal({});
    });

    it('hold neither nonce nor token nor code, however disguised', async () => {
      const question = questionFrom(SETTINGS);
      const text = JSON.stringify(await challenge.create(question));
      const [, , nonce = '', mac = ''] = (await tokenOf(question)).split('.');
      const { code = '' } = await values(question);
      for (const secret of [nonce, mac, code])
        for (const disguise of disguises(secret)) expect(text).not.to.include(disguise);
    });
  });

  describe('the token', () => {
    it('is right as it is in the link', async () => {
      const question = questionFrom(SETTINGS);
      expect(await challenge.verify(question, await tokenOf(question), {})).to.equal(true);
      expect(await challenge.answer?.(question)).to.equal(await tokenOf(question));
    });

    it('is wrong with any one character changed, left out or added', async () => {
      const token = await tokenOf(questionFrom(SETTINGS));
      const character = fc.constantFrom(
        ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ',
      );
      const change = fc.tuple(
        fc.nat(token.length - 1),
        character,
        fc.constantFrom('replace', 'insert', 'drop'),
      );
      const judged = await judgement();
      await fc.assert(
        fc.asyncProperty(change, async ([at, other, kind]) => {
          const given =
            token.slice(0, at) +
            (kind === 'drop' ? '' : other) +
            token.slice(kind === 'insert' ? at : at + 1);
          fc.pre(given !== token);
          expect(await judged(given), given).to.equal(false);
        }),
        { numRuns: 500 },
      );
    });

    it('cannot be given a younger date, though the key is the same for the hour', async () => {
      const token = await tokenOf(questionFrom(SETTINGS, { issuedAt: NOW_SECONDS - 901 }));
      const [name, , nonce, mac] = token.split('.');
      const ages = [900, 899, 60, 1, 0];
      // Not even where somebody had it listed as sent.
      const judged = await judgement({ sent: ages.map(age => ({ nonce, issuedAt: NOW_SECONDS - age })) });
      for (const age of ages)
        expect(await judged(`${name}.${NOW_SECONDS - age}.${nonce}.${mac}`)).to.equal(false);
    });

    for (const [title, event, flow] of [
      ['user', { ...cognitoEvent('verify'), userName: 'robin.ash' }, FLOW],
      ['pool', { ...cognitoEvent('verify'), userPoolId: 'eu-central-1_Other1234' }, FLOW],
      ['client', { ...cognitoEvent('verify'), callerContext: { clientId: '7otherclient' } }, FLOW],
      ['step', cognitoEvent('verify'), [{ ...FLOW[0], name: 'second_link' }]],
    ] as const) {
      it(`of another ${title} is wrong`, async () => {
        const token = await tokenOf(questionFrom(settingsFrom(flow), {}, parsed(event)));
        expect(token).to.match(/\.1763750000\.AAECAwQFBgcICQoLDA0ODw\./);
        expect(await (await judgement())(token)).to.equal(false);
      });
    }
  });

  describe('the code', () => {
    it('is right, as people type it', async () => {
      const question = questionFrom(SETTINGS);
      const { code = '' } = await values(question);
      for (const given of [code, ` ${code.slice(0, 3)} ${code.slice(3)}\n`])
        expect(await challenge.verify(question, given, {})).to.equal(true);
    });

    it('is wrong where it is the code of another question, and where it is none', async () => {
      const question = questionFrom(SETTINGS);
      const { code = '' } = await values(question);
      const { code: other = '' } = await values(questionFrom(SETTINGS, { nonce: OLDER }));
      expect(other).not.to.equal(code);
      for (const given of [other, code.slice(1), `${code}0`, '', '.', question.nonce])
        expect(await challenge.verify(question, given, {}), given).to.equal(false);
    });

    it('is as long as the step says', async () => {
      const longer = magicLink({ urls: URLS }, worldWith());
      const step = settingsFrom([{ ...FLOW[0], codeLength: 10 }]);
      expect((await longer.message?.values(questionFrom(step)))?.code).to.match(/^\d{10}$/);
      expect((await longer.create(questionFrom(step))).public).to.include({ codeLength: '10' });
    });

    it('and the token are made of different bytes: neither tells the other', async () => {
      const question = questionFrom(SETTINGS);
      const secretFor = (what: string) => question.secret(sentTo(question, 'email', what));
      const [code, token] = [await secretFor('code'), await secretFor('token')];
      const run = (bytes: Iterator<number>) =>
        Buffer.from(Array.from({ length: 640 }, () => bytes.next().value)).toString('hex');
      const [one, other] = [run(code), run(token)];
      for (let at = 0; at < one.length; at += 64) expect(other).not.to.include(one.slice(at, at + 64));
    });
  });

  describe('in verify', () => {
    it('takes the token of an older link that is still outstanding, in a session of another question', async () => {
      const older = questionFrom(SETTINGS, { nonce: OLDER, issuedAt: NOW_SECONDS - 890 });
      expect(await (await judgement({ sent: [older] }))(await tokenOf(older))).to.equal(true);
    });

    it('takes no token of a question that was not sent to the user: the key alone makes no link', async () => {
      for (const { nonce, issuedAt } of [
        { nonce: OLDER, issuedAt: NOW_SECONDS - 60 },
        // The nonce of the session's own question, with another date.
        { nonce: 'AAECAwQFBgcICQoLDA0ODw', issuedAt: NOW_SECONDS - 1 },
      ]) {
        const token = await tokenOf(questionFrom(SETTINGS, { nonce, issuedAt }));
        const sent = [{ nonce, issuedAt: issuedAt - 1 }];
        expect(await (await judgement({ sent }))(token)).to.equal(false);
      }
    });

    it('takes the token of a newer link than the question of the session', async () => {
      const newer = questionFrom(SETTINGS, { nonce: NEWER, issuedAt: NOW_SECONDS - 1 });
      const judged = await judgement({ sent: [newer], asked: { issuedAt: NOW_SECONDS - 1000 } });
      expect(await judged(await tokenOf(newer))).to.equal(true);
    });

    it('refuses an expired token, and asks for no key for it', async () => {
      const expired = questionFrom(SETTINGS, { nonce: OLDER, issuedAt: NOW_SECONDS - 931 });
      const token = await tokenOf(expired);
      const judged = await judgement({ macs: 0 });
      expect(await judged(token)).to.equal(false);
    });

    it('refuses a token from the future, and asks for no key for it', async () => {
      const token = await tokenOf(questionFrom(SETTINGS, { nonce: NEWER, issuedAt: NOW_SECONDS + 61 }));
      const judged = await judgement({ macs: 0 });
      expect(await judged(token)).to.equal(false);
    });

    it('takes each token once, from whichever session', async () => {
      const older = questionFrom(SETTINGS, { nonce: OLDER, issuedAt: NOW_SECONDS - 60 });
      const ledger = memoryLedger([older]);
      const token = await tokenOf(older);
      expect(await (await judgement({ ledger }))(token)).to.equal(true);
      expect(await (await judgement({ ledger }))(token)).to.equal(false);
      const another = await judgement({ ledger, asked: { nonce: NEWER } });
      expect(await another(token)).to.equal(false);
    });

    it('uses up the code with the token of the same mail, and the other way round', async () => {
      for (const [first, second] of [
        ['code', 'token'],
        ['token', 'code'],
      ] as const) {
        const question = questionFrom(SETTINGS);
        const { code = '' } = await values(question);
        const answers = { code, token: await tokenOf(question) };
        const judged = await judgement();
        expect(await judged(answers[first])).to.equal(true);
        expect(await judged(answers[second])).to.equal(false);
      }
    });

    it('leaves other links as they are when one was used', async () => {
      const links = [OLDER, NEWER].map(nonce => questionFrom(SETTINGS, { nonce }));
      const judged = await judgement({ sent: links });
      for (const each of links) expect(await judged(await tokenOf(each))).to.equal(true);
    });

    it('does not let wrong codes use up the link, and they do use up the code', async () => {
      const question = questionFrom(SETTINGS);
      const { code = '' } = await values(question);
      const judged = await judgement();
      for (let n = 0; n < 3; n++) expect(await judged(`00000${n}x`)).to.equal(false);
      expect(await judged(code), 'the code after three wrong ones').to.equal(false);
      expect(await judged(await tokenOf(question))).to.equal(true);
    });

    it('counts a wrong token for the question that was asked, not for the one that it names', async () => {
      const ledger = memoryLedger();
      const judged = await judgement({ ledger });
      expect(await judged(`${OLDER}.${NOW_SECONDS}.${OLDER}.${'A'.repeat(43)}`)).to.equal(false);
      const own = questionName({ nonce: 'AAECAwQFBgcICQoLDA0ODw', issuedAt: NOW_SECONDS });
      expect(ledger.counted.map(({ question }) => question)).to.deep.equal([own]);
    });

    it('never finds an unknown user right', async () => {
      const event = unknownUser(cognitoEvent('verify'));
      const token = await tokenOf(questionFrom(SETTINGS, {}, parsed(event)));
      expect(await (await judgement({ event }))(token)).to.equal(false);
    });
  });

  describe('settings', () => {
    const wrong: readonly [title: string, settings: unknown][] = [
      ['no settings', undefined],
      ['no URLs', {}],
      ['an empty list', { urls: [] }],
      ...[
        'http://app.ember.example/sign-in',
        'https://app.ember.example/sign-in#x',
        'https://app.ember.example/sign-in?x=1',
        'https://user@app.ember.example/',
        'https://user:pass@app.ember.example/',
        'ember://sign-in',
        'ember://localhost/sign-in',
        'https://:pass@app.ember.example/',
        'https://app.ember.example/sign in',
        'javascript:alert(1)',
        'data:text/html,x',
        '/sign-in',
        'http://localhost.evil.example/',
        'http://127.0.0.1/',
        // Browsers take a last label of digits for an IPv4 address, and this for none.
        'https://app.ember.example.999/',
        'https://app.ember.example:65536/',
        'https://app.ember.example:0/',
        'https://app.ember.example:70000/sign-in',
        ' https://app.ember.example/',
        `https://app.ember.example/${'x'.repeat(512)}`,
      ].map(url => [`the URL ${url.slice(0, 60)}`, { urls: [URLS[0], url] }] as [string, unknown]),
    ];
    for (const [title, settings] of wrong) {
      it(`refuse ${title}`, () => {
        expect(() => magicLink(settings, worldWith())).to.throw(SettingsError, 'magic_link');
      });
    }

    it('take https, and http on localhost', () => {
      const longest = `https://a.example/${'x'.repeat(494)}`;
      const urls = ['https://a.example', 'https://a.example:8443/b/c', 'http://localhost:3000/', longest];
      expect(longest).to.have.length(512);
      expect(() => magicLink({ urls }, worldWith())).not.to.throw();
      expect(() => magicLink({ urls: [`${longest}x`] }, worldWith())).to.throw(SettingsError);
    });
  });
});

interface Circumstances {
  ledger?: Ledger;
  /** Questions that the ledger knows were sent. */
  sent?: readonly Named[];
  asked?: { nonce?: string; issuedAt?: number };
  event?: ReturnType<typeof cognitoEvent>;
  /** How many MACs may be asked for. */
  macs?: number;
}

interface Named {
  readonly nonce?: string | undefined;
  readonly issuedAt: number;
}

/** What verify says to an answer in a session where this question was asked: in a round of its own each time. */
async function judgement({ sent, ledger = memoryLedger(sent), asked = {}, event, macs }: Circumstances = {}) {
  let left = macs ?? Number.POSITIVE_INFINITY;
  const world = worldWith({
    generateMac: async (keyId, message) => {
      left -= 1;
      if (left < 0) throw new Error('KMS was asked');
      return fakeMac(keyId, message);
    },
  });
  const verify = await verifyAnswer(SETTINGS, { ...world, ledger });
  const parameters = () =>
    toPrivateParameters({
      ...{ step: 'magic_link', challenge: 'magic_link', round: randomBytes(6).toString('base64url') },
      ...{ nonce: 'AAECAwQFBgcICQoLDA0ODw', issuedAt: NOW_SECONDS, ...asked },
    });
  const { request, ...envelope } = event ?? cognitoEvent('verify');
  return async (challengeAnswer: string): Promise<boolean> => {
    const answered = { ...request, privateChallengeParameters: parameters(), challengeAnswer };
    const whole = { ...envelope, request: answered };
    const { answerCorrect } = await verify(parsed(whole as ReturnType<typeof cognitoEvent>));
    return answerCorrect;
  };
}

/** Counts as the table does. */
function memoryLedger(sent: readonly Named[] = []) {
  const names = sent.map(({ nonce = '', issuedAt }) => questionName({ nonce, issuedAt }));
  const answers = new Map<string, { attempts: number; isAnswered: boolean }>();
  const counted: CountedAnswer[] = [];
  return {
    ...stateless,
    counted,
    wasSent: async (_user: string, question: string) => names.includes(question),
    countAnswer: async (answer: CountedAnswer): Promise<Judged> => {
      counted.push(answer);
      const { question, isRight, max } = answer;
      const { attempts, isAnswered } = answers.get(question) ?? { attempts: 0, isAnswered: false };
      if (isAnswered || attempts >= max) return { outcome: 'refused', isRight: false };
      answers.set(question, { attempts: attempts + 1, isAnswered: isRight });
      return { outcome: 'counted', isRight };
    },
  };
}
