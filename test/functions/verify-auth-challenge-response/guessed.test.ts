import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { tableInMemory } from '../../../attack/table-in-memory.ts';
import { loadChallenges } from '../../../functions/challenges/load.ts';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import { epochKeys } from '../../../functions/question/epoch-key.ts';
import { toQuestion } from '../../../functions/question/question.ts';
import type { Step } from '../../../functions/settings/step.ts';
import { verifyAnswer } from '../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { askedIn, inAnotherRound, parametersOf, rightAnswer, rightCode } from '../../support/right-answer.ts';
import { CODE, EMAIL, KEY_ID, PASSWORD, settingsOf, step } from '../../support/settings.ts';
import {
  AFTER_PASSWORD,
  type CognitoEvent,
  cognitoEvent,
  entry,
  parsed,
  USER_NAME,
  unknownUser,
} from '../../support/trigger-events.ts';
import { fakeMac, testWorld } from '../../support/worlds.ts';

const LINK = step({ name: 'link', challenges: ['magic_link'] });
type Parameters = Readonly<Record<string, string>>;
type Disguise = (event: CognitoEvent) => CognitoEvent;

describe('verifyAnswer, where codes are guessed at', function () {
  this.timeout(20_000);

  const output = recordOutput();
  let table: ReturnType<typeof tableInMemory>;
  let world: ReturnType<typeof testWorld>;
  beforeEach(() => {
    table = tableInMemory();
    world = testWorld(dynamodbLedger('ledger', table.update));
  });

  const owner: Disguise = event => event;
  const through =
    (clientId: string): Disguise =>
    event => ({ ...event, callerContext: { clientId } });
  /** Somebody, at a flow. */
  const at = (flow: readonly Step[], as: Disguise = owner) => {
    const settings = settingsOf(...flow);
    return {
      begin: async (session: readonly object[] = [], clientMetadata?: object) => {
        const event = as(cognitoEvent('create', { session, clientMetadata }));
        return (await createChallenge(settings, world))(parsed(event));
      },
      answer: async (privateChallengeParameters: Parameters, challengeAnswer: string) => {
        const event = as(cognitoEvent('verify', { challengeAnswer, privateChallengeParameters }));
        return (await (await verifyAnswer(settings, world))(parsed(event))).answerCorrect;
      },
      /** What an app does with three codes that are wrong; how long they have to be. */
      fail: async (clientMetadata?: object) => {
        const session: object[] = [];
        const lengths = new Set<string>();
        for (let n = 0; n < 3; n++) {
          const asked = await at(flow, as).begin(session, n === 0 ? clientMetadata : undefined);
          lengths.add(asked.publicChallengeParameters.codeLength ?? '');
          await at(flow, as).answer(asked.privateChallengeParameters, `${n}`.padStart(6, 'x'));
          session.push(entry('CUSTOM_CHALLENGE', false, asked.challengeMetadata));
        }
        world.pass(31);
        return [...lengths];
      },
    };
  };
  const verdicts = () => output.text().match(/verdict: '[a-z ]+'/g) ?? [];
  const codeOf = (asked: Parameters, as: Disguise = owner) => rightCode(asked, as(cognitoEvent('verify')));

  it('judges nine wrong ones a week, over clients, alternatives and new sign-ins: then codes are long', async () => {
    const lengths = [];
    for (const clientId of ['one', 'two', 'three'])
      for (const challenge of ['email_otp', 'sms_otp'])
        lengths.push(...(await at([CODE], through(clientId)).fail({ challenge })));
    expect(lengths).to.deep.equal(['6', '6', '6', '20', '20', '20']);
    world.pass(7 * 86_400);
    expect(await at([EMAIL]).fail(), 'a week later').to.deep.equal(['6']);
  });

  it('finds a code right no longer that was asked before: of sixty guesses at once nine are judged', async () => {
    const asked = [];
    for (let n = 0; n < 20; n++) {
      const some = at([EMAIL], through(`client${n}`));
      asked.push({ some, kept: (await some.begin()).privateChallengeParameters });
    }
    const guesses = asked.flatMap(({ some, kept }) => [1, 2, 3].map(n => some.answer(kept, `00000${n}`)));
    await Promise.all(guesses);
    const judged = verdicts().filter(verdict => verdict !== "verdict: 'too many answers'");
    expect(judged).to.have.length(9);
    const { some, kept } = asked[19] ?? expect.fail('There are twenty.');
    expect(await some.answer(kept, await codeOf(kept, through('client 19')))).to.equal(false);
  });

  it('lets the owner in with the code in the mailbox, whatever was answered and however long ago it came', async () => {
    for (let n = 0; n < 6; n++) await at([EMAIL]).fail();
    const messages = new Set(world.handedOver.map(({ question, send }) => `${question.nonce} ${send}`));
    expect(messages.size, 'three short ones, and a long one').to.equal(4);
    world.pass(3000);
    const { privateChallengeParameters: kept, publicChallengeParameters: told } = await at([EMAIL]).begin();
    expect(told).to.include({ codeLength: '20', attemptsRemaining: '3' });
    expect(told).not.to.have.property('error');
    expect(await at([EMAIL]).answer(kept, await codeOf(kept))).to.equal(true);
    expect(await at([EMAIL]).answer(inAnotherRound(kept), await codeOf(kept)), 'once').to.equal(false);
  });

  it('takes a long code with the blanks that the message has, and no part of it', async () => {
    for (let n = 0; n < 3; n++) await at([EMAIL]).fail();
    const { privateChallengeParameters: kept } = await at([EMAIL]).begin();
    const code = await codeOf(kept);
    expect(code).to.match(/^\d{20}$/);
    for (const part of [code.slice(0, 19), code.slice(0, 6), `${code}0`])
      expect(await at([EMAIL]).answer(kept, part)).to.equal(false);
    expect(await at([EMAIL]).answer(kept, code.replace(/(.{5})/g, '$1 '))).to.equal(true);
  });

  it('gives nobody a guess by a success of the owner, whose own wrong ones count as any', async () => {
    const lengths = [];
    for (let day = 0; day < 6; day++) {
      const first = await at([EMAIL]).begin();
      await at([EMAIL]).answer(first.privateChallengeParameters, '000000');
      const session = [entry('CUSTOM_CHALLENGE', false, first.challengeMetadata)];
      const { privateChallengeParameters: kept } = await at([EMAIL]).begin(session);
      expect(await at([EMAIL]).answer(kept, await codeOf(kept)), `day ${day}`).to.equal(true);
      world.pass(31);
      lengths.push(
        first.publicChallengeParameters.codeLength,
        ...(await at([EMAIL], through('another')).fail()),
      );
      world.pass(86_400);
    }
    expect(lengths.slice(0, 4), 'one of the owner’s and three others, twice').to.deep.equal([
      '6',
      '6',
      '6',
      '6',
    ]);
    expect(new Set(lengths.slice(4)), 'for the rest of the week').to.deep.equal(new Set(['20']));
  });

  it('holds the week over two steps, for whoever reads the mailbox and guesses at the phone’s codes', async () => {
    const flow = [EMAIL, step({ name: 'phone', challenges: ['sms_otp'] })];
    let judged = 0;
    for (let n = 0; n < 20; n++) {
      const session: object[] = [];
      const give = async (code: (kept: Parameters) => Promise<string>) => {
        const asked = await at(flow).begin(session);
        const isRight = await at(flow).answer(
          asked.privateChallengeParameters,
          await code(asked.privateChallengeParameters),
        );
        session.push(entry('CUSTOM_CHALLENGE', isRight, asked.challengeMetadata));
        return asked.publicChallengeParameters;
      };
      // Malformed ones cost an attempt, and are no guesses.
      for (let wrong = 0; wrong < 2; wrong++) await give(async () => '1'.repeat(8193));
      await give(codeOf);
      for (let wrong = 0; wrong < 3; wrong++)
        if ((await give(async () => `xxxxx${wrong}`)).codeLength === '6') judged++;
      world.pass(720);
    }
    expect(judged).to.equal(9);
  });

  it('counts for the user of the event, whatever the private parameters say', async () => {
    const counted = () =>
      Object.fromEntries(
        [...table.items].flatMap(([id, { wrong }]) => (id.startsWith('guesses') ? [[id, wrong]] : [])),
      );
    const { privateChallengeParameters: kept } = await at([EMAIL]).begin();
    const foreign = 'AAAAAAAAAAA';
    // As it was once: whose guesses they are, and how many to give back.
    expect(await at([EMAIL]).answer({ question: `${kept.question} ${foreign}9` }, '000000')).to.equal(false);
    expect(counted(), 'what is no question is not judged').to.deep.equal({});
    const asAnother: Disguise = event => ({ ...event, userName: 'another' });
    const names = ['user', 'userName', 'guessed'].flatMap(name => [name, `.${name}`, `..${name}`]);
    for (const [as, user] of [
      [owner, USER_NAME],
      [asAnother, 'another'],
    ] as const)
      for (const name of names) {
        const forged = { ...inAnotherRound(kept), [name]: foreign };
        await at([EMAIL], as).answer(forged, '000000');
        expect(Object.keys(counted()), `${name} of ${user}`).to.include(await guessesOf(user));
      }
    const [mine, others] = [await guessesOf(USER_NAME), await guessesOf('another')];
    expect(counted()).to.deep.equal({ [mine]: 9, [others]: 9 });
  });

  it('has no more guesses at a code by another date of its question: that is another code', async () => {
    const { privateChallengeParameters: kept } = await at([EMAIL]).begin();
    const asked = askedIn(kept);
    const code = await codeOf(kept);
    for (let seconds = 1; seconds < 60; seconds++)
      for (const issuedAt of [asked.issuedAt - seconds, asked.issuedAt + seconds]) {
        const dated = parametersOf({ ...asked, issuedAt });
        // What is right then, a test that knows the key works out: never this question’s code.
        expect(await codeOf(dated), `${seconds} s`).not.to.equal(code);
      }
    const older = parametersOf({ ...asked, issuedAt: asked.issuedAt - 1 });
    expect(await at([EMAIL]).answer(older, code)).to.equal(false);
    expect(await at([EMAIL]).answer(kept, code)).to.equal(true);
  });

  it('writes nothing for wrong answers to a long code, and the right one passes after a thousand', async () => {
    for (let n = 0; n < 3; n++) await at([EMAIL]).fail();
    const { privateChallengeParameters: long } = await at([EMAIL]).begin();
    const before = JSON.stringify([...table.items]);
    const verify = await verifyAnswer(settingsOf(EMAIL), world);
    for (let n = 0; n < 1000; n++) {
      const privateChallengeParameters = inAnotherRound(long);
      const event = cognitoEvent('verify', { challengeAnswer: `wrong ${n}`, privateChallengeParameters });
      expect((await verify(parsed(event))).answerCorrect).to.equal(false);
    }
    expect(JSON.stringify([...table.items])).to.equal(before);
    expect(await at([EMAIL]).answer(long, await codeOf(long))).to.equal(true);
  });

  it('asks KMS for both keys at once at a cold start, and for none of a name where no code is asked for', async () => {
    const asked = await at([EMAIL]).begin();
    let open = 0;
    let most = 0;
    const generateMac = async (keyId: string, message: string) => {
      most = Math.max(most, ++open);
      await new Promise(setImmediate);
      open--;
      return fakeMac(keyId, message);
    };
    const verify = await verifyAnswer(settingsOf(EMAIL), { ...world, generateMac });
    const { privateChallengeParameters } = asked;
    const challengeAnswer = await codeOf(privateChallengeParameters);
    const event = cognitoEvent('verify', { challengeAnswer, privateChallengeParameters });
    expect((await verify(parsed(event))).answerCorrect).to.equal(true);
    expect(most).to.equal(2);
    const captcha = at([PASSWORD, step()]);
    const { privateChallengeParameters: picture } = await captcha.begin(AFTER_PASSWORD);
    const before = world.macs.length;
    await captcha.answer(picture, 'WRONGX');
    expect(world.macs.slice(before)).to.have.length(1);
  });

  it('shuts no link: it is right where every code is guessed away, and wrong links are no guesses', async () => {
    const [one, other] = [at([LINK]), at([LINK], through('another'))];
    const { privateChallengeParameters: kept } = await one.begin();
    const { step: name, challenge, nonce, issuedAt } = askedIn(kept);
    const settings = settingsOf(LINK);
    const asked = { step: name, challenge, nonce, issuedAt };
    const question = toQuestion(settings, asked, parsed(cognitoEvent('verify')), epochKeys(KEY_ID, fakeMac));
    if (!question) throw new Error('It is the flow’s.');
    const token = await (await loadChallenges(settings, world)).get('magic_link')?.answer?.(question);
    const forged = `${token?.slice(0, -1)}${token?.endsWith('A') ? 'B' : 'A'}`;
    for (let n = 0; n < 20; n++) await one.answer(inAnotherRound(kept), forged);
    expect((await other.begin()).publicChallengeParameters, 'forged links').to.include({ codeLength: '6' });
    for (let n = 0; n < 4; n++) await other.fail();
    expect((await other.begin()).publicChallengeParameters).to.include({ codeLength: '20' });
    expect(await one.answer(kept, await codeOf(kept)), 'the code beside it').to.equal(false);
    expect(await one.answer(kept, token ?? '')).to.equal(true);
  });

  it('treats an unknown user in the same way', async () => {
    const seen = [];
    for (const as of [owner, unknownUser]) {
      const calls = world.calls.length;
      const lengths = [];
      for (let n = 0; n < 5; n++) lengths.push(await at([EMAIL], as).fail());
      seen.push({ lengths, calls: world.calls.slice(calls) });
    }
    expect(seen[1]).to.deep.equal(seen[0]);
    expect(seen[0]?.lengths.flat()).to.deep.equal(['6', '6', '6', '20', '20']);
  });

  it('tells the operator once, and nothing of the user', async () => {
    for (let n = 0; n < 2; n++) await at([EMAIL]).fail();
    expect(output.text(), 'one more short code can be asked for').not.to.include('guessed at');
    for (let n = 0; n < 3; n++) await at([EMAIL]).fail();
    expect(output.text().match(/codes are guessed at/g)).to.have.length(1);
    expect(output.text().match(/"CodesLengthened":1/g)).to.have.length(1);
    expect(output.text()).to.include('"Challenge":"email_otp"');
    // By this name the user can be unblocked.
    const [guesses] = [...table.items.keys()].filter(id => id.startsWith('guesses '));
    expect(output.text()).to.include(guesses?.replace(/^guesses (.*)$/, "guesses: '$1'"));
    expect(output.text()).not.to.include(USER_NAME);
  });

  it('counts no pictures: nobody is shut out by them', async () => {
    const captcha = at([PASSWORD, step()]);
    const { privateChallengeParameters: kept } = await captcha.begin(AFTER_PASSWORD);
    await captcha.answer(kept, 'WRONGX');
    expect(world.calls).not.to.include('countGuess');
    for (let n = 0; n < 5; n++) await at([EMAIL]).fail();
    const { privateChallengeParameters: next } = await captcha.begin(AFTER_PASSWORD);
    const right = await rightAnswer(next, cognitoEvent('verify'));
    expect(await captcha.answer(next, right)).to.equal(true);
  });

  const wrongGuesses = () => [...table.items.values()].map(({ wrong }) => wrong).filter(Number.isInteger);

  it('finds a second try right when the time is up, and counts no wrong one for it', async () => {
    const { privateChallengeParameters: kept } = await at([EMAIL]).begin();
    const code = await codeOf(kept);
    world.pass(178);
    expect(await at([EMAIL]).answer(kept, code)).to.equal(true);
    const another = at([EMAIL], through('another'));
    await another.answer((await another.begin()).privateChallengeParameters, 'xxxxxx');
    expect(wrongGuesses()).to.deep.equal([1]);
    world.pass(5);
    expect(await at([EMAIL]).answer(kept, code)).to.equal(true);
    expect(wrongGuesses()).to.deep.equal([1]);
  });

  it('finds a second try at a link right when the time is up, though every code is guessed away', async () => {
    const { privateChallengeParameters: kept } = await at([LINK]).begin();
    const settings = settingsOf(LINK);
    const { step: name, challenge, nonce, issuedAt } = askedIn(kept);
    const asked = { step: name, challenge, nonce, issuedAt };
    const question = toQuestion(settings, asked, parsed(cognitoEvent('verify')), epochKeys(KEY_ID, fakeMac));
    if (!question) throw new Error('It is the flow’s.');
    const token = await (await loadChallenges(settings, world)).get('magic_link')?.answer?.(question);
    for (let n = 0; n < 3; n++) await at([EMAIL], through('another')).fail();
    world.pass(178 - 3 * 31);
    expect(await at([LINK]).answer(kept, token ?? '')).to.equal(true);
    world.pass(5);
    expect(await at([LINK]).answer(kept, token ?? '')).to.equal(true);
  });

  it('refuses a right one also in Cognito’s second try at it, when the time is up', async () => {
    const { privateChallengeParameters: kept } = await at([EMAIL]).begin();
    for (let n = 0; n < 3; n++) await at([EMAIL], through('another')).fail();
    world.pass(180 - 3 * 31 - 1);
    expect(await at([EMAIL]).answer(kept, await codeOf(kept))).to.equal(false);
    expect(verdicts().at(-1)).to.equal("verdict: 'too many answers'");
    world.pass(5);
    expect(await at([EMAIL]).answer(kept, await codeOf(kept))).to.equal(false);
  });
});

/** The item of a user's wrong codes, worked out apart from the functions. */
async function guessesOf(userName: string): Promise<string> {
  const key = await fakeMac(KEY_ID, 'cognito-challenge pseudonyms');
  const parts = JSON.stringify(['guesses', cognitoEvent('verify').userPoolId, userName]);
  return `guesses ${createHmac('sha256', key).update(parts).digest('base64url').slice(0, 11)}`;
}
