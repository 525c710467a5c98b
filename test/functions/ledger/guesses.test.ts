import { expect } from 'chai';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import type { FreshQuestion, Guess, SendRules } from '../../../functions/ledger/ledger.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const [HOUR, WEEK] = [3600, 7 * 86_400];
const RULES: SendRules = {
  ...{ repeatSeconds: 30, lifetimeSeconds: 180, resendSeconds: 30, perHour: 5, attempts: 3 },
  guesses: { user: 'guessed', max: 9 },
};

let calls = 0;
const guess = (isRight: boolean, more: Partial<Guess> = {}): Guess => ({
  ...{ user: 'guessed', call: `call ${calls++}`, isRight, max: 9, now: NOW },
  ...more,
});
const fresh = (question: string, now = NOW): FreshQuestion => {
  const one = { question, veiled: question, isLong: false, issuedAt: now, sends: 0, sentAt: 0 };
  return { ...one, long: { ...one, question: `long ${question}`, isLong: true } };
};

describe('the ledger’s count of guesses, against a DynamoDB', function () {
  this.timeout(20_000);

  const dynamodb = useDynamodb();
  const ledger = dynamodbLedger(LEDGER_TABLE);
  const wrong = async (count: number, more: Partial<Guess> = {}) => {
    const left = [];
    for (let n = 0; n < count; n++) left.push(await ledger.countGuess(guess(false, more)));
    return left;
  };
  const right = (more: Partial<Guess> = {}) => ledger.countGuess(guess(true, more));
  const asked = async (now: number, rules = RULES, asker = `user ${now}`) =>
    (await ledger.claimQuestion(asker, fresh(`q${now}`, now), rules, now)).isLong;

  describe('countGuess', () => {
    it('lets so many wrong ones be judged in a week, and no right one after them', async () => {
      expect(await wrong(11)).to.deep.equal([8, 7, 6, 5, 4, 3, 2, 1, 0, undefined, undefined]);
      expect(await right({ now: NOW + WEEK - 1 })).to.equal(undefined);
      expect(await right({ user: 'another' })).to.equal(9);
      expect(await right({ now: NOW + WEEK })).to.equal(9);
    });

    it('starts over a week after the first one, whatever was tried since', async () => {
      for (let day = 0; day < 7; day++) await wrong(2, { now: NOW + day * 86_400 });
      expect(await wrong(1, { now: NOW + WEEK - 1 })).to.deep.equal([undefined]);
      expect(await wrong(2, { now: NOW + WEEK })).to.deep.equal([8, 7]);
    });

    it('is atomic: of forty at once nine are judged, the first of a week or not', async () => {
      for (const now of [NOW, NOW + WEEK]) {
        const left = await Promise.all(Array.from({ length: 40 }, () => wrong(1, { now })));
        expect(left.flat().filter(each => each !== undefined)).to.have.length(9);
      }
    });

    it('lets a right one be judged among parallel guesses only as long as wrong ones are', async () => {
      await wrong(9);
      const all = await Promise.all(Array.from({ length: 20 }, () => right()));
      expect(all.filter(each => each !== undefined)).to.deep.equal([]);
    });

    it('gives nothing back for a right one, however often: it ends the run of failures, and the week stays', async () => {
      await wrong(6);
      for (let n = 0; n < 3; n++) expect(await right({ call: 'right' })).to.equal(9);
      const [item = {}] = await dynamodb.items();
      expect([item.wrong, item.failures]).to.deep.equal([{ N: '6' }, { N: '0' }]);
      expect(await wrong(4)).to.deep.equal([2, 1, 0, undefined]);
    });

    it('counts exactly where right ones come in between in parallel', async () => {
      const all = await Promise.all([
        ...Array.from({ length: 20 }, () => right()),
        ...Array.from({ length: 20 }, async () => (await wrong(1))[0]),
      ]);
      expect(all.slice(20).filter(left => left !== undefined)).to.have.length(9);
      const [item = {}] = await dynamodb.items();
      expect(item.wrong).to.deep.equal({ N: '9' });
      expect(await right()).to.equal(undefined);
    });

    it('judges no more than a hundred wrong ones in a row, however long it takes, until the owner signs in', async () => {
      const left: (number | undefined)[] = [];
      for (let week = 0; week < 14; week++) left.push(...(await wrong(9, { now: NOW + week * WEEK })));
      const judged = left.filter(each => each !== undefined);
      expect(judged).to.have.length(100);
      expect(judged.slice(-2), 'the hundredth leaves none, though the week has some').to.deep.equal([0, 0]);
      const later = NOW + 20 * WEEK;
      expect(await right({ now: later }), 'a code that can be guessed').to.equal(undefined);
      expect(await right({ now: later, max: undefined }), 'a long one').not.to.equal(undefined);
      expect(await wrong(1, { now: later })).to.deep.equal([8]);
    });

    it('counts Cognito’s second try at a call once, and finds it what it was', async () => {
      const call = 'the same';
      expect(await wrong(3, { call })).to.deep.equal([8, 8, 8]);
      await wrong(7);
      expect(await wrong(2, { call: 'the last' })).to.deep.equal([0, 0]);
      expect(await right({ call: 'the right one' })).to.equal(undefined);
    });

    it('counts a second try once also where the week ends in between', async () => {
      const call = 'the same';
      expect(await wrong(1)).to.deep.equal([8]);
      expect(await wrong(1, { call, now: NOW + WEEK - 2 })).to.deep.equal([7]);
      expect(await wrong(1, { call, now: NOW + WEEK + 3 })).to.deep.equal([7]);
      expect(await wrong(1, { now: NOW + WEEK + 4 })).to.deep.equal([8]);
    });

    it('finds a second try at a right one right, though the others were used up in between', async () => {
      await wrong(8);
      const call = 'right';
      expect(await right({ call })).to.equal(9);
      const [last] = await wrong(1);
      expect(last).to.equal(0);
      expect(await right({ call: 'another' })).to.equal(undefined);
    });

    it('is one write, two for the first wrong one of a week, and leaves nothing of who never gave a wrong one', async () => {
      const writes = async (work: () => Promise<unknown>) => {
        dynamodb.operations.length = 0;
        await work();
        return dynamodb.operations.length;
      };
      expect(await writes(right)).to.equal(1);
      expect(await dynamodb.items()).to.deep.equal([]);
      expect(await writes(() => wrong(1))).to.equal(2);
      expect(await writes(() => wrong(1))).to.equal(1);
      expect(await writes(right)).to.equal(1);
      await wrong(9);
      expect(await writes(() => wrong(1)), 'beyond the limit').to.equal(1);
    });

    it('counts none twice where the acknowledgement was lost', async () => {
      dynamodb.loseAnswers(2);
      expect(await wrong(1)).to.deep.equal([8]);
      dynamodb.loseAnswers(2);
      expect(await wrong(1)).to.deep.equal([7]);
    });

    it('is remembered for a year, under a pseudonym, without an answer', async () => {
      await wrong(1);
      const [item = {}] = await dynamodb.items();
      expect(item.id).to.deep.equal({ S: 'guesses guessed' });
      expect(Number(Object(item.expiresAt).N)).to.be.within(NOW + 360 * 86_400, NOW + 367 * 86_400);
    });
  });

  describe('claimQuestion, where codes are guessed at', () => {
    it('asks for a long code as soon as fewer guesses are left than one question takes', async () => {
      await wrong(6);
      expect(await asked(NOW)).to.equal(false);
      await wrong(1);
      expect(await asked(NOW + 1)).to.equal(true);
      expect(await asked(NOW + WEEK), 'a week later').to.equal(false);
    });

    it('does so as a hundred in a row come near', async () => {
      for (let week = 0; week < 11; week++) await wrong(9, { now: NOW + week * WEEK });
      expect(await asked(NOW + 20 * WEEK)).to.equal(true);
    });

    it('asks every client and sign-in for it, and sends one message in the hour', async () => {
      await wrong(9);
      const claims = [];
      for (const seconds of [0, 5, 40, 600, HOUR - 1])
        claims.push(await ledger.claimQuestion('user', fresh(`q${seconds}`), RULES, NOW + seconds));
      for (const claim of claims) expect(claim).to.deep.equal(claims[0]);
      expect(claims[0]).to.include({ question: 'long q0', sends: 1 });
      expect(await ledger.wasSent('user', 'long q0')).to.equal(true);
      expect(await ledger.wasSent('user', 'q0'), 'what nobody was sent').to.equal(false);
    });

    it('is atomic: parallel calls get one long question', async () => {
      await wrong(9);
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, n) => ledger.claimQuestion('user', fresh(`q${n}`), RULES, NOW)),
      );
      expect(new Set(claims.map(({ question }) => question)).size).to.equal(1);
      expect(claims[0]?.isLong).to.equal(true);
    });

    it('asks for another after it was used, within the limit', async () => {
      await wrong(9);
      for (let n = 0; n < 6; n++) {
        const now = NOW + 60 * n;
        const claim = await ledger.claimQuestion('user', fresh(`q${n}`, now), RULES, now);
        expect(claim).to.include(n < 5 ? { question: `long q${n}`, outcome: 'send' } : { outcome: 'limit' });
        const answer = { question: claim.question, call: `c${n}`, isRight: true, max: 99 };
        await ledger.countAnswer({ ...answer, now, expiresAt: now + HOUR });
      }
    });

    it('puts a long code in the place of one that is no longer judged, at a resend', async () => {
      await ledger.claimQuestion('user', fresh('short'), RULES, NOW);
      await wrong(9);
      const sent = { ...fresh('short'), sends: 1, sentAt: NOW };
      const claim = await ledger.claimResend(
        'user',
        { sent, fresh: fresh('new', NOW + 40) },
        RULES,
        NOW + 40,
      );
      expect(claim).to.include({ question: 'long new', outcome: 'send', sends: 1 });
    });

    it('sends no short code again that is no longer judged, to a sign-in that had a long one before it', async () => {
      const only = { ...RULES, perHour: 1 };
      const { outcome: _, ...long } = await ledger.claimQuestion('user', fresh('one'), only, NOW);
      const now = NOW + HOUR;
      expect(await ledger.claimQuestion('user', fresh('short', now), RULES, now)).to.include({
        isLong: false,
      });
      await wrong(9, { now });
      const claim = await ledger.claimResend(
        'user',
        { sent: long, fresh: fresh('new', now + 60) },
        RULES,
        now + 60,
      );
      expect(claim).to.include({ question: 'long new', isLong: true, outcome: 'send' });
    });

    it('gives a sign-in the long code that stands, where its own question was replaced', async () => {
      await ledger.claimQuestion('user', fresh('short'), RULES, NOW);
      await wrong(9);
      await ledger.claimQuestion('user', fresh('new', NOW + 40), RULES, NOW + 40);
      const sent = { ...fresh('short'), sends: 1, sentAt: NOW };
      const claim = await ledger.claimResend(
        'user',
        { sent, fresh: fresh('other', NOW + 60) },
        RULES,
        NOW + 60,
      );
      expect(claim).to.include({ question: 'long new', outcome: 'send', sends: 1 });
    });
  });
});
