import { expect } from 'chai';
import { tableInMemory } from '../../../attack/table-in-memory.ts';
import { updateItem } from '../../../functions/aws/dynamodb.ts';
import { clearingIn } from '../../../functions/ledger/clearing.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import type { FreshQuestion, SendRules } from '../../../functions/ledger/ledger.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const [MINUTE, WEEK] = [60, 7 * 86_400];
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
    expect(await clearing.endWeek('guessed', end)).to.deep.equal({ ends: true, wrongInARow: 9 });
    expect(await clearing.endWeek('guessed', end), 'again').to.deep.equal({ ends: false, wrongInARow: 9 });
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
    expect(await clearing.endWeek('nobody', NOW)).to.deep.equal({ ends: false, wrongInARow: 0 });
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

  it('is the hour of the messages to an address: one that was sent is not sent again', async () => {
    const send = (message: string, now: number) => ledger.claimMessage('casey@', message, 1, now);
    expect([await send('a', NOW), await send('b', NOW)]).to.deep.equal(['send', 'limit']);
    expect(await clearing.endDestinationHour('casey@', NOW + 1)).to.equal(true);
    expect(await send('a', NOW + 2)).to.equal('sent before');
    expect([await send('b', NOW + 2), await send('c', NOW + 2)]).to.deep.equal(['send', 'limit']);
  });

  it('is ended three times a week for each name, in parallel too', async () => {
    const left = await Promise.all(Array.from({ length: 12 }, () => clearing.countUnblock('guessed', NOW)));
    expect(left.filter(each => each !== undefined).sort()).to.deep.equal([0, 1, 2]);
    expect(await clearing.countUnblock('another', NOW)).to.equal(2);
    expect(await clearing.countUnblock('guessed', NOW + WEEK - 1)).to.equal(undefined);
    expect(await clearing.countUnblock('guessed', NOW + WEEK)).to.equal(2);
  });
});
