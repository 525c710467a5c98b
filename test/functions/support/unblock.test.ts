import { expect } from 'chai';
import { tableInMemory } from '../../../attack/table-in-memory.ts';
import type { UpdateItem } from '../../../functions/aws/dynamodb.ts';
import { createChallenge } from '../../../functions/create-auth-challenge/create-challenge.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import { destinationName, guessedName, pseudonyms } from '../../../functions/question/stable-key.ts';
import { support } from '../../../functions/support/answer.ts';
import type { SupportSettings } from '../../../functions/support/settings.ts';
import type { Unblocked } from '../../../functions/support/unblock.ts';
import { verifyAnswer } from '../../../functions/verify-auth-challenge-response/verify-answer.ts';
import { rejection } from '../../support/handlers.ts';
import { recordOutput } from '../../support/recorded-output.ts';
import { inAnotherRound, rightCode } from '../../support/right-answer.ts';
import { EMAIL, KEY_ID, settingsOf, step } from '../../support/settings.ts';
import { CLIENT_ID, cognitoEvent, parsed, USER_NAME } from '../../support/trigger-events.ts';
import { fakeMac, testWorld } from '../../support/worlds.ts';

type Parameters = Readonly<Record<string, string>>;

const LINK = step({ name: 'link', challenges: ['magic_link'], lifetimeSeconds: 900 });
const SMS = step({ name: 'sms_otp', challenges: ['sms_otp'], lifetimeSeconds: 180 });
const userPoolId = String(cognitoEvent('create').userPoolId);
const toStep = ({ name, challenges, lifetimeSeconds }: typeof EMAIL) => ({
  name,
  challenges,
  lifetimeSeconds,
});
const known: SupportSettings = {
  ...{ keyId: KEY_ID, userPoolId, clientIds: [CLIENT_ID], ledgerTable: 'ledger', logGroups: [] },
  flow: [toStep(EMAIL), toStep(LINK)],
};

describe('unblock', () => {
  const output = recordOutput();
  let table: ReturnType<typeof tableInMemory>;
  let world: ReturnType<typeof testWorld>;
  beforeEach(() => {
    table = tableInMemory();
    world = testWorld(dynamodbLedger('ledger', table.update));
  });

  const ask = (request: object, settings = known) =>
    support(settings, { ...world, updateItem: table.update })({
      action: 'unblock',
      ...request,
    }) as Promise<Unblocked>;
  const settings = settingsOf(EMAIL);
  const begin = async () => (await createChallenge(settings, world))(parsed(cognitoEvent('create')));
  const answer = async (privateChallengeParameters: Parameters, challengeAnswer: string) =>
    (
      await (
        await verifyAnswer(settings, world)
      )(parsed(cognitoEvent('verify', { challengeAnswer, privateChallengeParameters })))
    ).answerCorrect;
  const codeOf = (asked: Parameters) => rightCode(asked, cognitoEvent('verify'));
  const lengthNow = async () => (await begin()).publicChallengeParameters.codeLength;
  /** Nine wrong codes, three to a question, as three sign-ins that go wrong. */
  const useUp = async () => {
    for (let n = 0; n < 3; n++) {
      const { privateChallengeParameters: asked } = await begin();
      for (let m = 0; m < 3; m++) await answer(inAnotherRound(asked), `x${m}`.padStart(6, '0'));
      world.pass(31);
    }
  };
  /** A message more that is counted for an address. */
  const count = async (address: string, medium: 'EMAIL' | 'SMS' = 'EMAIL', { name } = EMAIL) => {
    const budget = { clientId: CLIENT_ID, step: name, challenge: name };
    const destination = await destinationName(pseudonyms(KEY_ID, fakeMac), { medium, address }, budget);
    const now = Math.floor(world.now() / 1000);
    return world.ledger.claimMessage(destination, `message ${messages++}`, 3, now);
  };
  let messages = 0;
  const pseudonymInLog = () => /guesses: '([\w-]{11})'/.exec(output.text())?.[1] ?? '';

  it('makes codes short again, when the last one that was asked before is over', async () => {
    await useUp();
    expect(await lengthNow()).to.equal('20');
    const unblocked = await ask({ username: USER_NAME });
    expect(unblocked).to.include({ weekEndsAlready: false, wrongInARow: 9, unblocksLeft: 2 });
    expect(unblocked).to.not.have.property('addressUnblocksLeft');
    const waitSeconds = (Date.parse(unblocked.weekEndsAt ?? '') - world.now()) / 1000;
    expect(waitSeconds, 'twice the longest lifetime, and what Cognito and clocks add').to.equal(2 * 900 + 90);
    world.pass(waitSeconds - 1);
    expect(await lengthNow(), 'before').to.equal('20');
    world.pass(3600);
    expect(await lengthNow(), 'after').to.equal('6');
  });

  it('takes the name that the log has, which is enough to unblock and tells nobody who it is', async () => {
    await useUp();
    const guesses = pseudonymInLog();
    expect(guesses).to.have.length(11);
    const [byLog, byName] = [await ask({ guesses }), await ask({ username: USER_NAME })];
    expect(byLog).to.include({ guesses }).and.have.property('weekEndsAt');
    expect(byLog.messages, 'the name says nothing of messages').to.deep.equal([]);
    expect(byName).to.include({ guesses, unblocksLeft: 1 });
    expect(byName.messages).to.deep.equal([
      { clientId: CLIENT_ID, step: 'email_otp', challenge: 'email_otp' },
    ]);
  });

  it('tells the end that was set before, and takes none of the three where there is nothing to do', async () => {
    await useUp();
    const { weekEndsAt } = await ask({ username: USER_NAME });
    const ends = Date.parse(weekEndsAt ?? '');
    for (let n = 0; n < 5; n++) {
      world.pass(60);
      const again = await ask({ username: USER_NAME });
      expect(again).to.include({ weekEndsAt, weekEndsAlready: true, unblocksLeft: 2 });
      expect(again.messages).to.deep.equal([]);
    }
    // Of the address there was something.
    await count('casey@example.com');
    const both = { username: USER_NAME, address: 'casey@example.com' };
    expect(await ask(both)).to.include({ unblocksLeft: 2, addressUnblocksLeft: 2 });
    expect(await ask(both)).to.include({ unblocksLeft: 2, addressUnblocksLeft: 2 });
    world.pass((ends - world.now()) / 1000 - 1);
    expect(await ask({ username: USER_NAME })).to.include({ weekEndsAt });
    world.pass(1);
    expect(await ask({ username: USER_NAME }), 'after').to.not.have.any.keys('weekEndsAt', 'weekEndsAlready');
    await begin();
    expect(await ask({ username: USER_NAME })).to.include({ unblocksLeft: 1 });
  });

  it('brings no dead question to life: a short code that guesses killed is refused as long as it lasts', async () => {
    const user = await guessedName(pseudonyms(KEY_ID, fakeMac), { userPoolId, userName: USER_NAME });
    for (const seconds of [0, 100, 179]) {
      table.items.clear();
      const { privateChallengeParameters: dead } = await begin();
      const now = Math.floor(world.now() / 1000);
      // The question itself has all its answers left: the week's wrong codes were given to others.
      for (let n = 0; n < 9; n++)
        await world.ledger.countGuess({ user, call: `other ${n}`, isRight: false, max: 9, now });
      await ask({ username: USER_NAME });
      world.pass(seconds);
      expect(await answer(dead, await codeOf(dead)), `${seconds} seconds later`).to.equal(false);
      expect(output.text()).to.include("verdict: 'too many answers'").and.not.include("verdict: 'expired'");
    }
  });

  it('leaves a used code used, and a new one can be used once', async () => {
    const { privateChallengeParameters: used } = await begin();
    const code = await codeOf(used);
    expect(await answer(used, code)).to.equal(true);
    await ask({ username: USER_NAME, address: 'casey@example.com' });
    expect(await answer(inAnotherRound(used), code)).to.equal(false);
    world.pass(31);
    const { privateChallengeParameters: next } = await begin();
    expect(await answer(next, await codeOf(next))).to.equal(true);
    expect(await answer(inAnotherRound(next), await codeOf(next))).to.equal(false);
  });

  it('gives the hour’s messages once more, for the clients of the module and those that are named', async () => {
    for (let n = 0; n < 7; n++) {
      await begin();
      world.pass(200);
    }
    const sent = () => new Set(world.handedOver.map(({ question }) => question.nonce)).size;
    expect(sent()).to.equal(5);
    const elsewhere = await ask({ username: USER_NAME }, { ...known, clientIds: ['another'] });
    expect(elsewhere.messages).to.deep.equal([]);
    await begin();
    expect(sent()).to.equal(5);
    const named = await ask({ username: USER_NAME, clientIds: [CLIENT_ID] }, { ...known, clientIds: [] });
    expect(named.messages).to.have.length(1);
    await begin();
    expect(sent()).to.equal(6);
  });

  it('looks at each budget of a user once, and at those of nobody where the name says nothing of them', async () => {
    const ids: string[] = [];
    const { update } = table;
    const counted: UpdateItem = what => {
      ids.push(what.id.slice(0, what.id.indexOf(' ')));
      return update(what);
    };
    table = { ...table, update: counted };
    const of = (kind: string) => ids.splice(0).filter(each => each === kind).length;
    // Two steps and two clients, one of them named twice.
    await ask({ username: USER_NAME, clientIds: [CLIENT_ID, 'another'] });
    expect(of('user')).to.equal(4);
    await ask({ guesses: 'Ab-_45678zZ' });
    expect(of('user')).to.equal(0);
  });

  it('clears the messages of a step, whatever it is called', async () => {
    const named = step({ name: 'code', challenges: ['email_otp'], lifetimeSeconds: 180 });
    const budget = { clientId: CLIENT_ID, step: 'code', challenge: 'email_otp' };
    await (await createChallenge(settingsOf(named), world))(parsed(cognitoEvent('create')));
    const unblocked = await ask({ username: USER_NAME }, { ...known, flow: [toStep(named)] });
    expect(unblocked.messages).to.deep.equal([budget]);
  });

  it('waits for the codes that were sent: not for an answer that needs none', async () => {
    const slow = { name: 'captcha', challenges: ['captcha'], lifetimeSeconds: 900 };
    const { guesses } = await ask({ username: USER_NAME });
    const now = Math.floor(world.now() / 1000);
    await world.ledger.countGuess({ user: guesses, call: 'one', isRight: false, max: 9, now });
    const { weekEndsAt = '' } = await ask({ guesses }, { ...known, flow: [slow, toStep(EMAIL)] });
    expect(Date.parse(weekEndsAt) / 1000 - now).to.equal(2 * EMAIL.lifetimeSeconds + 90);
  });

  it('clears what an address was sent, by its medium, and counts that for the address as well', async () => {
    const address = 'Casey@Example.com';
    const email = { clientId: CLIENT_ID, step: 'email_otp', challenge: 'email_otp' };
    for (const [n, username] of ['casey', 'robin', 'kim'].entries()) {
      expect([await count(address), await count(address), await count(address)]).to.include('send');
      expect(await count(address)).to.equal('limit');
      const unblocked = await ask({ username, address: n === 1 ? address.toLowerCase() : address });
      expect(unblocked).to.include({ unblocksLeft: 3, addressUnblocksLeft: 2 - n });
      expect(unblocked.addressMessages).to.deep.equal([email]);
    }
    const withSms = { ...known, flow: [...known.flow, toStep(SMS)] };
    const number = '+12025550100';
    await count(number, 'SMS', SMS);
    const sms = await ask({ username: 'sam', address: number }, withSms);
    expect(sms.addressMessages).to.deep.equal([
      { clientId: CLIENT_ID, step: 'sms_otp', challenge: 'sms_otp' },
    ]);
    expect((await rejection(ask({ username: 'sam', address: number }))).message).to.include(
      'The flow sends nothing by SMS',
    );
  });

  it('says which of the two was unblocked too often, does nothing then, and takes none of the other’s', async () => {
    const [address, both] = ['casey@example.com', { username: USER_NAME, address: 'casey@example.com' }];
    for (const username of ['robin', 'kim', 'sam']) {
      await count(address);
      expect(await ask({ username, address })).to.have.property('addressUnblocksLeft');
    }
    await useUp();
    await count(address);
    const ofAddress = await rejection(ask(both));
    expect(ofAddress.message)
      .to.include('The address was unblocked 3 times in a week already')
      .and.include('Nothing was done: leave address out');
    expect(await lengthNow()).to.equal('20');
    const alone = await ask({ username: USER_NAME });
    expect(alone, 'nothing was done before').to.include({ weekEndsAlready: false, unblocksLeft: 2 });

    for (let n = 0; n < 2; n++) {
      world.pass(31);
      await begin();
      await ask({ username: USER_NAME });
    }
    const another = 'casey@example.org';
    await count(another);
    const ofUser = await rejection(ask({ ...both, address: another }));
    expect(ofUser.message)
      .to.include('The user was unblocked 3 times in a week already')
      .and.include('A long code');
    expect(await ask({ username: 'jo', address: another })).to.include({ addressUnblocksLeft: 2 });
  });

  it('is done three times a week for a user: otherwise nine guesses were as many as somebody likes', async () => {
    const unblockSent = async () => {
      world.pass(200);
      await begin();
      return ask({ username: USER_NAME });
    };
    for (const unblocksLeft of [2, 1, 0]) expect(await unblockSent()).to.include({ unblocksLeft });
    const error = await rejection(unblockSent());
    expect(error.message).to.include('3 times in a week already').and.include('A long code');
    world.pass(7 * 86_400);
    expect(await unblockSent()).to.include({ unblocksLeft: 2 });
  });

  it('says in the log what was done, by pseudonym: neither name nor address', async () => {
    await ask({ username: USER_NAME, address: 'casey@example.com' });
    expect(output.text())
      .to.include('A user was unblocked.')
      .and.match(/guesses: '[\w-]{11}'/);
    expect(output.text()).to.not.include(USER_NAME).and.not.include('casey@example.com');
  });

  it('tells an operator where there is nothing to unblock', async () => {
    const { ledgerTable: _, ...without } = known;
    expect((await rejection(ask({ username: USER_NAME }, without))).message).to.include('There is no ledger');
    const flow = [{ name: 'captcha', challenges: ['captcha'], lifetimeSeconds: 180 }];
    expect((await rejection(ask({ username: USER_NAME }, { ...known, flow }))).message).to.include(
      'The flow sends no messages',
    );
    // Of a pool of somebody else's, where the module may have made none.
    const foreign = { ...known, clientIds: [] };
    expect((await rejection(ask({ username: USER_NAME }, foreign))).message).to.include('in clientIds');
    expect(table.items.size).to.equal(0);
    expect(await ask({ guesses: 'Ab-_45678zZ' }, foreign)).to.include({ unblocksLeft: 3 });
  });
});
