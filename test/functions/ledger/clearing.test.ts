import { expect } from 'chai';
import { tableInMemory } from '../../../attack/table-in-memory.ts';
import { updateItem } from '../../../functions/aws/dynamodb.ts';
import { clearingIn } from '../../../functions/ledger/clearing.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import type { FreshQuestion, SendRules } from '../../../functions/ledger/ledger.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const [MINUTE, HOUR, WEEK] = [60, 3600, 7 * 86_400];
const RULES: SendRules = {
  ...{ repeatSeconds: 30, lifetimeSeconds: 180, resendSeconds: 30, perHour: 2, attempts: 3 },
  guesses: { user: 'guessed', max: 9 },
};
const fresh = (question: string, issuedAt: number): FreshQuestion => {
  const one = { question, veiled: question, isLong: false, issuedAt, sends: 0, sentAt: 0 };
  return { ...one, long: { ...one, question: `long ${question}`, isLong: true } };
};

describe('what an operator ends before its time, against a DynamoDB', function () {
  this.timeout(20_000);

  const dynamodb = useDynamodb();
  const ledger = dynamodbLedger(LEDGER_TABLE);
  const clearing = clearingIn(LEDGER_TABLE, updateItem);
  let calls = 0;
  const guess = (isRight: boolean, now: number, call = `call ${calls++}`) =>
    ledger.countGuess({ user: 'guessed', call, isRight, max: 9, now });

  it('is the week of wrong codes: those of before are judged no longer, until it ends', async () => {
    for (let n = 0; n < 9; n++) await guess(false, NOW);
    const end = NOW + 10 * MINUTE;
    const ended = { endsAt: end, wrongInARow: 9 };
    expect(await clearing.endWeek('guessed', end)).to.deep.equal({ ...ended, isEarlier: true });
    for (const again of [end, end + MINUTE])
      expect(await clearing.endWeek('guessed', again)).to.deep.equal({ ...ended, isEarlier: false });
    expect(await guess(true, end - 1), 'before').to.equal(undefined);
    expect(await guess(true, end), 'after').to.equal(9);
    expect(await guess(false, end)).to.equal(8);
  });

  it('is not the run of a hundred wrong codes, however often it is ended: only a right one ends that', async () => {
    const { update } = tableInMemory();
    const [inMemory, cleared] = [dynamodbLedger('ledger', update), clearingIn('ledger', update)];
    const given = (isRight: boolean, now: number) =>
      inMemory.countGuess({ user: 'guessed', call: `call ${calls++}`, isRight, max: 9, now });
    let judged = 0;
    let now = NOW;
    for (let n = 0; n < 200; n++, now += MINUTE) {
      await cleared.endWeek('guessed', now);
      if ((await given(false, now)) !== undefined) judged++;
    }
    expect(judged).to.equal(100);
    expect(await cleared.endWeek('guessed', now)).to.include({ wrongInARow: 100 });
    expect(await given(true, now)).to.equal(undefined);
  });

  it('is nothing where nothing was counted', async () => {
    const none = { isEarlier: false, endsAt: 0, wrongInARow: 0 };
    expect(await clearing.endWeek('nobody', NOW)).to.deep.equal(none);
    expect(await clearing.endUserHour('nobody', NOW)).to.equal(false);
    expect(await clearing.endDestinationHour('nobody', NOW)).to.equal(false);
    expect(await dynamodb.items()).to.deep.equal([]);
  });

  it('is the hour of a user’s messages: what was sent is still known, and what was used is still used', async () => {
    const claim = (question: string, now: number) =>
      ledger.claimQuestion('casey', fresh(question, now), RULES, now);
    const [first, last] = [await claim('one', NOW), await claim('two', NOW + 200)];
    expect([first.question, last.question]).to.deep.equal(['one', 'long two']);
    const answer = { call: 'right', isRight: true, max: 3, now: NOW + 210, expiresAt: NOW + 4000 };
    expect(await ledger.countAnswer({ ...answer, question: 'long two' })).to.include({ outcome: 'counted' });
    expect((await claim('three', NOW + 220)).outcome).to.equal('limit');

    expect(await clearing.endUserHour('casey', NOW + 230)).to.equal(true);
    expect(await clearing.endUserHour('casey', NOW + 230), 'again').to.equal(false);
    expect(await claim('four', NOW + 231)).to.include({ outcome: 'send', question: 'four' });
    for (const question of ['one', 'long two', 'four'])
      expect(await ledger.wasSent('casey', question), question).to.equal(true);
    const again = { ...answer, question: 'long two', call: 'another', now: NOW + 232 };
    expect(await ledger.countAnswer(again)).to.deep.equal({ outcome: 'refused', isRight: false });
  });

  it('is the hour as often as a user is unblocked, and what was sent is still known, for two hours at least', async () => {
    const claim = async (question: string, now: number) =>
      (await ledger.claimQuestion('casey', fresh(question, now), RULES, now)).question;
    const claimed = [await claim('0', NOW)];
    let now = NOW;
    // Three at the end of a week, and three at the beginning of the next.
    for (let n = 1; n <= 6; n++) {
      expect(await clearing.endUserHour('casey', now + 30)).to.equal(true);
      now += 100;
      claimed.push(await claim(String(n), now));
    }
    expect(claimed).to.deep.equal(['0', '1', '2', '3', '4', '5', '6']);
    // The last hour begins as it is cleared, and two hours after it are those of before.
    const end = now - 70 + HOUR;
    for (const [n, at] of [end - MINUTE, end, end + HOUR].entries()) {
      await claim(`later ${n}`, at);
      for (const question of claimed)
        expect(await ledger.wasSent('casey', question), `${question} at ${at}`).to.equal(true);
    }
    await claim('later still', end + 2 * HOUR);
    for (const question of claimed) expect(await ledger.wasSent('casey', question)).to.equal(false);
  });

  it('is the hour of a long code, which stands for others no longer then: there is a message more', async () => {
    const claim = (question: string, now: number, repeatSeconds = 30) =>
      ledger.claimQuestion('casey', fresh(question, now), { ...RULES, perHour: 1, repeatSeconds }, now);
    expect(await claim('one', NOW)).to.include({ outcome: 'send', question: 'long one' });
    expect(await claim('two', NOW + 100)).to.include({ outcome: 'send', question: 'long one' });
    await clearing.endUserHour('casey', NOW + 100);
    expect(await claim('three', NOW + 100, 101), 'a try at a call').to.include({ question: 'long one' });
    expect(await claim('three', NOW + 100)).to.include({ outcome: 'send', question: 'long three' });
    expect(await claim('four', NOW + 200)).to.include({ question: 'long three' });
  });

  it('is an hour that another follows at once: it has no more messages than any', async () => {
    const [claim, send] = [
      async (n: number, now: number) =>
        (await ledger.claimQuestion('casey', fresh(`${n}`, now), { ...RULES, perHour: 3 }, now)).question,
      (n: number, now: number) => ledger.claimMessage('casey@', `${n}`, 3, now),
    ];
    for (let n = 0; n < 3; n++) [await claim(n, NOW + 100 * n), await send(n, NOW + 100 * n)];
    const cleared = NOW + 300;
    expect(await clearing.endUserHour('casey', cleared)).to.equal(true);
    expect(await clearing.endDestinationHour('casey@', cleared)).to.equal(true);
    const questions = [];
    const messages = [];
    for (let n = 3; n < 9; n++) {
      questions.push(await claim(n, cleared + HOUR - 600 + 100 * (n - 3)));
      messages.push(await send(n, cleared + HOUR - 600 + 100 * (n - 3)));
    }
    expect(new Set(questions)).to.have.length(3);
    expect(messages.filter(each => each === 'send')).to.have.length(3);
    expect(await send(9, cleared + HOUR - 1)).to.equal('limit');
    expect(await claim(9, cleared + HOUR)).to.equal('9');
    expect(await send(9, cleared + HOUR)).to.equal('send');
    const kept = (await dynamodb.items()).map(item => Number(Object(item).expiresAt?.N));
    for (const each of kept) expect(each).to.equal(cleared + 3 * HOUR);
  });

  it('is kept for the hour that follows, also where nothing is sent in it', async () => {
    await ledger.claimQuestion('casey', fresh('one', NOW), RULES, NOW);
    await ledger.claimMessage('casey@', 'a', 3, NOW);
    expect(await clearing.endUserHour('casey', NOW + HOUR), 'over').to.equal(false);
    expect(await clearing.endDestinationHour('casey@', NOW + HOUR), 'over').to.equal(false);
    await clearing.endUserHour('casey', NOW + HOUR - 1);
    await clearing.endDestinationHour('casey@', NOW + HOUR - 1);
    for (const item of await dynamodb.items())
      expect(Number(Object(item).expiresAt?.N)).to.equal(NOW + 3 * HOUR - 1);
  });

  it('is the hour of the messages to an address: one that was sent is not sent again', async () => {
    const send = (message: string, now: number) => ledger.claimMessage('casey@', message, 1, now);
    expect([await send('a', NOW), await send('b', NOW)]).to.deep.equal(['send', 'limit']);
    expect(await clearing.endDestinationHour('casey@', NOW + 1)).to.equal(true);
    expect(await clearing.endDestinationHour('casey@', NOW + 1), 'again').to.equal(false);
    expect(await send('a', NOW + 2)).to.equal('sent before');
    expect([await send('b', NOW + 2), await send('c', NOW + 2)]).to.deep.equal(['send', 'limit']);
    for (let n = 3; n < 9; n++) {
      expect(await clearing.endDestinationHour('casey@', NOW + n)).to.equal(true);
      expect(await send(`message ${n}`, NOW + n)).to.equal('send');
    }
    expect([await send('a', NOW + 9), await send('b', NOW + 9)]).to.deep.equal([
      'sent before',
      'sent before',
    ]);
  });

  it('is ended three times a week for each name, in parallel too', async () => {
    const count = async (name: string, now: number) => (await clearing.countUnblock(name, now))?.left;
    const left = await Promise.all(Array.from({ length: 12 }, () => count('guessed', NOW)));
    expect(left.filter(each => each !== undefined).sort()).to.deep.equal([0, 1, 2]);
    expect(await count('another', NOW)).to.equal(2);
    expect(await count('guessed', NOW + WEEK - 1)).to.equal(undefined);
    expect(await count('guessed', NOW + WEEK)).to.equal(2);
    expect(await count('guessed', NOW + WEEK + 1)).to.equal(1);
  });

  it('is counted no more where there was nothing to end, in the week that it was counted in', async () => {
    const count = async (now: number) => (await clearing.countUnblock('guessed', now)) ?? expect.fail('none');
    const first = await count(NOW);
    expect((await count(NOW)).left).to.equal(1);
    expect(await first.takeBack()).to.equal(2);
    for (const left of [1, 0]) expect((await count(NOW + 1)).left).to.equal(left);
    expect(await clearing.countUnblock('guessed', NOW + 1)).to.equal(undefined);

    const [next] = [await count(NOW + WEEK), await count(NOW + WEEK)];
    expect(await first.takeBack(), 'the week after').to.equal(1);
    expect(await next.takeBack()).to.equal(2);
    const items = await dynamodb.items();
    expect(items.map(item => Object(item).expiresAt?.N)).to.deep.equal([String(NOW + 2 * WEEK)]);
  });

  it('is counted for nobody where the count was forgotten meanwhile', async () => {
    const { update, items } = tableInMemory();
    const counted = await clearingIn('ledger', update).countUnblock('guessed', NOW);
    items.clear();
    expect(await counted?.takeBack()).to.equal(3);
    expect(items.size).to.equal(0);
  });
});
