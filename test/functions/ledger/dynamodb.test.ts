import { expect } from 'chai';
import { tableInMemory } from '../../../attack/table-in-memory.ts';
import { dynamodbLedger } from '../../../functions/ledger/dynamodb.ts';
import type {
  CountedAnswer,
  FreshQuestion,
  Judged,
  SendRules,
  SentQuestion,
} from '../../../functions/ledger/ledger.ts';
import { LEDGER_TABLE, useDynamodb } from '../../support/dynamodb.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const NOW = NOW_SECONDS;
const HOUR = 3600;
const RULES: SendRules = {
  repeatSeconds: 20,
  lifetimeSeconds: 180,
  resendSeconds: 30,
  perHour: 5,
  attempts: 3,
  guesses: { user: 'guessed', max: 9 },
};
/** As for a link: the question is kept for as long as it lives. */
const OUTSTANDING: SendRules = { ...RULES, repeatSeconds: 600 };

const named = (question: string) => ({
  ...{ question, veiled: `veiled ${question}` },
  isLong: question.startsWith('long'),
});
const fresh = (question: string, now = NOW): FreshQuestion => ({
  ...{ ...named(question), issuedAt: now, sends: 0, sentAt: 0 },
  long: { ...named(`long ${question}`), issuedAt: now, sends: 0, sentAt: 0 },
});
const sent = (question: string, now = NOW): SentQuestion => ({
  ...named(question),
  ...{ issuedAt: now, sends: 1, sentAt: now },
});
let calls = 0;
/** An answer of a call of its own, unless it is told whose repetition it is. */
const answer = (isRight: boolean, more: Partial<CountedAnswer> = {}): CountedAnswer => ({
  ...{ question: 'question', call: `call ${calls++}`, isRight, max: 3, now: NOW, expiresAt: NOW + 180 },
  ...more,
});
const parallel = <Result>(count: number, call: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)));
const letOut = (results: readonly Judged[]) => results.filter(({ outcome }) => outcome !== 'refused').length;

const COUNTED = { outcome: 'counted' };

describe('dynamodbLedger, against a DynamoDB', function () {
  this.timeout(20_000);

  const dynamodb = useDynamodb();
  const ledger = dynamodbLedger(LEDGER_TABLE);
  const item = async (id: string) => (await dynamodb.items()).find(each => Object(each.id).S === id);

  describe('countAnswer', () => {
    it('is one write, whatever the verdict', async () => {
      for (const isRight of [false, false, true]) await ledger.countAnswer(answer(isRight));
      expect(dynamodb.operations).to.deep.equal(['UpdateItem', 'UpdateItem', 'UpdateItem']);
    });

    it('lets so many verdicts out and no more, the right one included', async () => {
      const verdicts = [];
      for (const isRight of [false, false, false, true, false])
        verdicts.push((await ledger.countAnswer(answer(isRight))).outcome);
      expect(verdicts).to.deep.equal(['counted', 'counted', 'counted', 'refused', 'refused']);
    });

    it('lets no verdict out after a right answer: not a second right one', async () => {
      const verdicts = [];
      for (const isRight of [false, true, true, false])
        verdicts.push(await ledger.countAnswer(answer(isRight)));
      expect(verdicts).to.deep.equal([
        { outcome: 'counted', isRight: false },
        { outcome: 'counted', isRight: true },
        { outcome: 'refused', isRight: false },
        { outcome: 'refused', isRight: false },
      ]);
    });

    it('is atomic: of forty parallel guesses three are judged, which a get, a compare and an update would let pass', async () => {
      expect(letOut(await parallel(40, () => ledger.countAnswer(answer(false))))).to.equal(3);
    });

    it('is atomic: a question is answered rightly once, by one of forty', async () => {
      expect(letOut(await parallel(40, () => ledger.countAnswer(answer(true, { max: 40 }))))).to.equal(1);
    });

    it('is atomic: among parallel guesses the right one is one of three at most', async () => {
      for (let n = 0; n < 3; n++) {
        const question = `question ${n}`;
        const verdicts = await parallel(15, index => ledger.countAnswer(answer(index === n, { question })));
        expect(letOut(verdicts)).to.be.within(1, 3);
      }
    });

    it('lets one verdict out for a question that is asked once', async () => {
      expect(letOut(await parallel(20, () => ledger.countAnswer(answer(false, { max: 1 }))))).to.equal(1);
    });

    it('counts question by question', async () => {
      for (const question of ['one', 'other'])
        expect(await ledger.countAnswer(answer(false, { question, max: 1 })), question).to.include(COUNTED);
    });

    it('takes a right answer without a limit, for a link that nobody can guess, and once', async () => {
      for (let n = 0; n < 5; n++) await ledger.countAnswer(answer(false));
      const max = Number.MAX_SAFE_INTEGER;
      expect(await ledger.countAnswer(answer(true, { max }))).to.include(COUNTED);
      expect(await ledger.countAnswer(answer(true, { max }))).to.include({ outcome: 'refused' });
    });

    for (const isRight of [true, false]) {
      it(`counts a ${isRight ? 'right' : 'wrong'} answer once where its acknowledgement was lost and the call repeated`, async () => {
        dynamodb.loseAnswers(2);
        expect(await ledger.countAnswer(answer(isRight))).to.deep.equal({ outcome: 'counted', isRight });
        expect(dynamodb.operations).to.have.length(3);
        expect(await item('question question')).to.deep.include({ attempts: { N: '1' } });
      });
    }

    describe('at a call that is repeated, as Cognito does after a slow answer', () => {
      const once = { call: 'the call' };

      it('gives the verdict of before, right or wrong, and counts it once', async () => {
        for (const isRight of [false, true]) {
          const question = `answered ${isRight}`;
          const tries = [];
          for (const seconds of [0, 5, 10, 29])
            tries.push(await ledger.countAnswer(answer(isRight, { ...once, question, now: NOW + seconds })));
          expect(tries).to.deep.equal([
            { outcome: 'counted', isRight },
            ...Array(3).fill({ outcome: 'repeated', isRight }),
          ]);
          expect(await item(`question ${question}`)).to.deep.include({ attempts: { N: '1' } });
        }
      });

      it('is atomic: forty at once have one verdict, and count once', async () => {
        for (const isRight of [false, true]) {
          const question = `parallel ${isRight}`;
          const tries = await parallel(40, () => ledger.countAnswer(answer(isRight, { ...once, question })));
          expect(tries.filter(({ outcome }) => outcome === 'counted')).to.have.length(1);
          expect(tries.filter(each => each.isRight === isRight)).to.have.length(40);
          expect(await item(`question ${question}`)).to.deep.include({ attempts: { N: '1' } });
        }
      });

      it('keeps to the first verdict where the second try comes to another, as at a service that takes a token once', async () => {
        for (const isRight of [true, false]) {
          const question = `token ${isRight}`;
          await ledger.countAnswer(answer(isRight, { ...once, question, max: 1 }));
          const second = await ledger.countAnswer(answer(!isRight, { ...once, question, max: 1 }));
          expect(second).to.deep.equal({ outcome: 'repeated', isRight });
        }
      });

      it('gives the last wrong answer’s verdict again, though no more are judged', async () => {
        for (let n = 0; n < 2; n++) await ledger.countAnswer(answer(false));
        for (const outcome of ['counted', 'repeated', 'repeated'])
          expect(await ledger.countAnswer(answer(false, once))).to.deep.equal({ outcome, isRight: false });
      });

      it('lets a right answer be right for half a minute, and no longer', async () => {
        await ledger.countAnswer(answer(true, once));
        const later = answer(true, { ...once, now: NOW + 30 });
        expect(await ledger.countAnswer(later)).to.deep.equal({ outcome: 'refused', isRight: false });
      });

      it('tells a repetition that comes after the question’s time from a first try, and counts nothing', async () => {
        expect(await ledger.wasRight(answer(true, once)), 'never judged').to.equal(false);
        expect(await dynamodb.items()).to.deep.equal([]);
        await ledger.countAnswer(answer(false, { call: 'wrong' }));
        await ledger.countAnswer(answer(true, once));
        const before = await item('question question');
        for (const [call, seconds, isRight] of [
          ['the call', 29, true],
          ['the call', 30, false],
          ['the call', 300, false],
          ['wrong', 5, false],
          ['another', 5, false],
        ] as const)
          expect(await ledger.wasRight(answer(true, { call, now: NOW + seconds })), call).to.equal(isRight);
        const { lastWrite: _, ...after } = Object(await item('question question'));
        expect(before).to.deep.include(after);
      });
    });

    it('leaves the count to be forgotten an hour after the question’s time', async () => {
      await ledger.countAnswer(answer(false));
      expect(await item('question question')).to.deep.include({ expiresAt: { N: String(NOW + 180 + HOUR) } });
    });
  });

  describe('claimQuestion', () => {
    const claim = (question: string, now = NOW, rules = RULES, user = 'user') =>
      ledger.claimQuestion(user, fresh(question, now), rules, now);

    it('sends the first question, with one write, and another beside it that looks for guesses', async () => {
      expect(await claim('one')).to.deep.equal({ ...sent('one'), outcome: 'send' });
      expect(dynamodb.operations).to.deep.equal(['UpdateItem', 'UpdateItem']);
      expect(await dynamodb.items(), 'which leaves nothing').to.have.length(1);
    });

    it('gives a call that Cognito repeats the same question and the same message number: no second code', async () => {
      await claim('one');
      for (const seconds of [0, 5, 10, 19])
        expect(await claim('two', NOW + seconds)).to.deep.equal({ ...sent('one'), outcome: 'send' });
    });

    it('asks a new question after that', async () => {
      await claim('one');
      expect(await claim('two', NOW + 20)).to.deep.equal({ ...sent('two', NOW + 20), outcome: 'send' });
    });

    it('is atomic: twenty parallel calls get one question and one message number', async () => {
      const claims = await parallel(20, index => claim(`nonce ${index}`));
      expect(new Set(claims.map(each => JSON.stringify(each))).size).to.equal(1);
      expect(await item('user user')).to.deep.include({ messages: { N: '1' } });
    });

    it('is atomic too where a question of before stands', async () => {
      await claim('old');
      const claims = await parallel(20, index => claim(`nonce ${index}`, NOW + 60));
      expect(new Set(claims.map(each => JSON.stringify(each))).size).to.equal(1);
      expect(claims[0]?.question).not.to.equal('old');
      expect(await item('user user')).to.deep.include({ messages: { N: '2' } });
    });

    it('is atomic too as an hour ends', async () => {
      await claim('old');
      const claims = await parallel(20, index => claim(`nonce ${index}`, NOW + HOUR));
      expect(new Set(claims.map(each => JSON.stringify(each))).size).to.equal(1);
      expect(await item('user user')).to.deep.include({ messages: { N: '1' } });
    });

    it('sends no more in an hour than it may, over as many sign-ins as anybody starts: the last one stands for the rest', async () => {
      const asked = [];
      for (let n = 0; n < 8; n++) asked.push((await claim(`nonce ${n}`, NOW + 60 * n)).question);
      const short = [0, 1, 2, 3].map(n => `nonce ${n}`);
      expect(asked).to.deep.equal([...short, ...new Array(4).fill('long nonce 4')]);
      const last = { ...sent('long nonce 4', NOW + 240), outcome: 'send' };
      expect(await claim('more', NOW + HOUR - 1), 'handed over again, as the same message').to.deep.equal(
        last,
      );
      expect(await item('user user')).to.deep.include({ messages: { N: '5' } });
    });

    it('lets no wrong answers use up the last one, and a right one does', async () => {
      const one = { ...RULES, perHour: 1 };
      const claimed = await claim('one', NOW, one);
      const { question } = claimed;
      expect(question).to.equal('long one');
      for (let n = 0; n < 12; n++) await ledger.countAnswer(answer(false, { question, max: 99 }));
      expect(await claim('more', NOW + 600, one)).to.deep.equal(claimed);
      await ledger.countAnswer(answer(true, { question, max: 99 }));
      expect(await claim('more', NOW + 900, one)).to.include({ question, outcome: 'limit' });
      expect(await claim('next', NOW + HOUR, one)).to.include({ question: 'long next', outcome: 'send' });
    });

    it('gives a repeated call the hour’s last one also where the hour ended in between', async () => {
      for (let n = 0; n < 4; n++) await claim(`nonce ${n}`, NOW + 60 * n);
      const last = await claim('last', NOW + HOUR - 3);
      expect(last).to.include({ question: 'long last', outcome: 'send' });
      expect(await claim('repeated', NOW + HOUR + 2)).to.deep.equal(last);
      expect(await item('user user')).to.deep.include({ messages: { N: '5' } });
      expect(await claim('next', NOW + HOUR + 17)).to.include({ question: 'next', outcome: 'send' });
    });

    it('knows a link of the last second of an hour for two hours', async () => {
      const rules = { ...RULES, perHour: 2 };
      await claim('first', NOW, rules);
      await claim('last', NOW + HOUR - 1, rules);
      for (const [question, at] of [
        ['second', HOUR + 19],
        ['third', 2 * HOUR + 19],
      ] as const)
        expect(await claim(question, NOW + at, rules)).to.include({ question, outcome: 'send' });
      expect(await ledger.wasSent('user', 'long last')).to.equal(true);
      await claim('fourth', NOW + 3 * HOUR + 19, rules);
      expect(await ledger.wasSent('user', 'long last'), 'and no longer').to.equal(false);
    });

    it('sends again in the next hour', async () => {
      for (let n = 0; n < 8; n++) await claim(`nonce ${n}`, NOW + 60 * n);
      expect(await claim('new', NOW + HOUR)).to.deep.equal({ ...sent('new', NOW + HOUR), outcome: 'send' });
      expect(await item('user user')).to.deep.include({ messages: { N: '1' } });
    });

    it('gives a repeated call the same question also where an hour ended in between', async () => {
      await claim('first');
      await claim('last', NOW + HOUR - 2);
      expect(await claim('repeated', NOW + HOUR + 3)).to.deep.equal({
        ...sent('last', NOW + HOUR - 2),
        outcome: 'send',
      });
    });

    it('gives no question whose time may be up, though it was sent again a moment ago', async () => {
      await claim('one');
      await ledger.claimResend('user', { sent: sent('one'), fresh: fresh('new') }, RULES, NOW + 175);
      expect(await claim('two', NOW + 181)).to.include({ question: 'two', outcome: 'send' });
    });

    it('counts user by user', async () => {
      for (let n = 0; n < 8; n++) await claim(`nonce ${n}`, NOW + 60 * n);
      expect(await claim('new', NOW + 500, RULES, 'another')).to.include({ outcome: 'send' });
    });

    it('gives every sign-in the same outstanding question while it lives, and no second message', async () => {
      await claim('link', NOW, OUTSTANDING);
      for (const seconds of [1, 30, 599])
        expect(await claim('new', NOW + seconds, OUTSTANDING)).to.deep.equal({
          ...sent('link'),
          outcome: 'send',
        });
      expect(await claim('new', NOW + 600, OUTSTANDING)).to.include({ question: 'new', outcome: 'send' });
    });

    it('asks anew after the outstanding question was answered: it is used up, and a second sign-in needs another', async () => {
      await claim('link', NOW, OUTSTANDING);
      await ledger.countAnswer(answer(false, { question: 'link' }));
      expect(await claim('new', NOW + 30, OUTSTANDING), 'a wrong answer uses nothing up').to.include({
        question: 'link',
      });
      await ledger.countAnswer(answer(true, { question: 'link' }));
      const next = await claim('new', NOW + 60, OUTSTANDING);
      expect(next).to.deep.equal({ ...sent('new', NOW + 60), outcome: 'send' });
      expect(await item('user user'), 'within the hour’s limit').to.deep.include({ messages: { N: '2' } });
    });

    it('hands out no question that wrong answers killed: the owner gets a fresh one, within the limit', async () => {
      await claim('dead');
      for (let n = 0; n < 3; n++) await ledger.countAnswer(answer(false, { question: 'dead' }));
      expect(await claim('new', NOW + 5)).to.deep.equal({ ...sent('new', NOW + 5), outcome: 'send' });
      expect(await item('user user')).to.deep.include({ messages: { N: '2' } });
    });

    it('does not forget that a question is dead for as long as anybody can ask for it', async () => {
      await claim('dead');
      for (let n = 0; n < 3; n++) await ledger.countAnswer(answer(false, { question: 'dead' }));
      await claim('new', NOW + 5);
      expect(await item('question dead')).to.deep.include({ expiresAt: { N: String(NOW + 5 + 2 * HOUR) } });
    });

    it('counts no question twice where the acknowledgement was lost', async () => {
      dynamodb.loseAnswers(2);
      expect(await claim('one')).to.deep.equal({ ...sent('one'), outcome: 'send' });
      dynamodb.loseAnswers(1);
      expect(await claim('two', NOW + 60)).to.deep.equal({ ...sent('two', NOW + 60), outcome: 'send' });
      expect(await item('user user')).to.deep.include({ messages: { N: '2' } });
    });
  });

  describe('claimResend', () => {
    const question = sent('one');
    const resend = (now: number, known = question, rules = RULES) =>
      ledger.claimResend('user', { sent: known, fresh: fresh('new', now) }, rules, now);

    beforeEach(async () => {
      await ledger.claimQuestion('user', fresh('one'), RULES, NOW);
      dynamodb.operations.length = 0;
    });

    it('sends the same question once more, as its second message, after a look whether it can still be answered', async () => {
      expect(await resend(NOW + 30)).to.deep.equal({
        ...question,
        sends: 2,
        sentAt: NOW + 30,
        outcome: 'send',
      });
      expect(dynamodb.operations, 'and for guesses beside it').to.have.length(3);
    });

    for (const [title, verdicts] of [
      ['used', [true]],
      ['killed by wrong answers', [false, false, false]],
    ] as const) {
      it(`sends a fresh question for one that was ${title} in another sign-in, the same at a repeated call`, async () => {
        for (const isRight of verdicts) await ledger.countAnswer(answer(isRight, { question: 'one' }));
        const first = await resend(NOW + 40);
        expect(first).to.deep.equal({ ...sent('new', NOW + 40), outcome: 'send' });
        expect(await resend(NOW + 45)).to.deep.equal(first);
        expect(await item('user user')).to.deep.include({ messages: { N: '2' } });
      });
    }

    it('lets the client wait until it may, and says since when', async () => {
      for (const seconds of [25, 29])
        expect(await resend(NOW + seconds)).to.deep.equal({ ...question, outcome: 'wait' });
    });

    it('gives a call that Cognito repeats the same message number', async () => {
      const first = await resend(NOW + 30);
      for (const seconds of [30, 35, 40, 45, 50, 54])
        expect(await resend(NOW + seconds)).to.deep.equal(first);
      expect(await item('user user')).to.deep.include({ messages: { N: '2' }, sends: { N: '2' } });
    });

    it('is atomic: twenty parallel calls are one message', async () => {
      const claims = await parallel(20, () => resend(NOW + 30));
      expect(new Set(claims.map(each => JSON.stringify(each))).size).to.equal(1);
      expect(await item('user user')).to.deep.include({ messages: { N: '2' } });
    });

    it('is atomic: a resend and a new sign-in at once are two messages at most, and each knows its own', async () => {
      const [again, other] = await Promise.all([
        resend(NOW + 60),
        ledger.claimQuestion('user', fresh('two', NOW + 60), RULES, NOW + 60),
      ]);
      const numbers = [again, other].map(({ question: name, sends }) => `${name} ${sends}`);
      expect(numbers).to.be.deep.oneOf([
        ['one 2', 'one 2'],
        ['one 1', 'two 1'],
        ['one 2', 'two 1'],
      ]);
    });

    it('knows the number of the message though another sign-in sent the same question before', async () => {
      await resend(NOW + 30);
      // Another session, which knows of the first message only.
      expect(await resend(NOW + 90, question)).to.include({ sends: 3, sentAt: NOW + 90, outcome: 'send' });
    });

    it('counts towards the hour, as new questions do', async () => {
      const outcomes = [];
      for (let n = 1; n <= 6; n++) outcomes.push((await resend(NOW + 60 * n)).outcome);
      expect(outcomes).to.deep.equal(new Array(6).fill('send'));
      expect(await item('user user')).to.deep.include({ messages: { N: '5' }, question: { S: 'long new' } });
    });

    it('brings a long code with the last message of the hour, the same at a repeated call, and no more after it', async () => {
      for (let n = 1; n <= 3; n++) await resend(NOW + 60 * n);
      const last = await resend(NOW + 240);
      expect(last).to.deep.equal({ ...sent('long new', NOW + 240), outcome: 'send' });
      expect(await resend(NOW + 245), 'of the sign-in that knows the one before').to.deep.equal(last);
      const { outcome: _, ...known } = last;
      expect(await resend(NOW + 300, known)).to.deep.equal({ ...last, outcome: 'limit' });
      expect(await item('user user')).to.deep.include({ messages: { N: '5' }, sends: { N: '1' } });
    });

    it('goes on counting in the next hour, so that the end of one is no end of the limit', async () => {
      const late = sent('late', NOW + HOUR - 60);
      await ledger.claimQuestion('user', fresh('late', late.issuedAt), RULES, late.issuedAt);
      const outcomes = [];
      for (let n = 0; n < 8; n++) outcomes.push((await resend(NOW + HOUR + 60 * n, late)).outcome);
      expect(outcomes).to.deep.equal(new Array(8).fill('send'));
      expect(await item('user user'), 'the last is long').to.deep.include({
        ...{ messages: { N: '5' }, question: { S: 'long new' } },
      });
    });

    it('brings a long code in the next hour where that allows one message', async () => {
      const only = { ...RULES, perHour: 1 };
      const now = NOW + HOUR;
      const claim = await ledger.claimResend('user', { sent: question, fresh: fresh('new', now) }, only, now);
      expect(claim).to.deep.equal({ ...sent('long new', now), outcome: 'send' });
    });

    it('is atomic as an hour ends', async () => {
      const claims = await parallel(20, () => resend(NOW + HOUR));
      expect(new Set(claims.map(each => JSON.stringify(each))).size).to.equal(1);
      expect(await item('user user')).to.deep.include({ messages: { N: '1' }, sends: { N: '2' } });
    });

    describe('where a newer sign-in replaced the question', () => {
      beforeEach(async () => {
        await ledger.claimQuestion('user', fresh('two', NOW + 40), RULES, NOW + 40);
      });

      it('takes over the newer one, and sends it by the usual rules: nobody shuts resends in the owner’s sign-in', async () => {
        const two = sent('two', NOW + 40);
        expect(await resend(NOW + 59), 'it was sent a moment ago').to.deep.equal({ ...two, outcome: 'send' });
        expect(await resend(NOW + 69)).to.deep.equal({ ...two, outcome: 'wait' });
        expect(await resend(NOW + 70), 'as soon as it may').to.include({ question: 'two', sends: 2 });
      });

      it('takes over the newer one, and sends it once for Cognito’s two tries', async () => {
        const two = sent('two', NOW + 40);
        const again = { ...two, sends: 2, sentAt: NOW + 100, outcome: 'send' };
        expect(await resend(NOW + 100)).to.deep.equal(again);
        expect(await resend(NOW + 105), 'Cognito’s second try').to.deep.equal(again);
        expect(await item('user user')).to.deep.include({ messages: { N: '3' }, question: { S: 'two' } });
      });

      it('is atomic: twenty parallel calls are one message', async () => {
        const claims = await parallel(20, () => resend(NOW + 100));
        expect(new Set(claims.map(each => JSON.stringify(each))).size).to.equal(1);
        expect(await item('user user')).to.deep.include({ messages: { N: '3' } });
      });

      it('sends a fresh one where the newer one was used, or is over', async () => {
        await ledger.countAnswer(answer(true, { question: 'two' }));
        expect(await resend(NOW + 100)).to.include({ question: 'new', outcome: 'send' });
        expect(await resend(NOW + 280), 'the fresh one is over').to.deep.include({
          ...sent('new', NOW + 280),
          outcome: 'send',
        });
      });

      it('goes beyond no limit, and keeps to its own question where the newer one is used then', async () => {
        for (let n = 0; n < 3; n++)
          await ledger.claimQuestion('user', fresh(`more ${n}`, NOW + 70 + 30 * n), RULES, NOW + 70 + 30 * n);
        expect(await resend(NOW + 170)).to.deep.equal({ ...sent('long more 2', NOW + 130), outcome: 'send' });
        await ledger.countAnswer(answer(true, { question: 'long more 2' }));
        expect(await resend(NOW + 175)).to.include({ question: 'one', outcome: 'limit' });
        expect(await item('user user')).to.deep.include({ messages: { N: '5' } });
      });
    });

    it('keeps the user for as long as any question that was sent again can be answered', async () => {
      for (const now of [NOW + 100, NOW + HOUR]) {
        await resend(now);
        expect(await item('user user')).to.deep.include({ expiresAt: { N: String(now + 2 * HOUR) } });
      }
    });

    it('lets a sign-in wait that nothing is known of: the item is gone, or never was', async () => {
      const claim = await ledger.claimResend(
        'stranger',
        { sent: question, fresh: fresh('new') },
        RULES,
        NOW + 100,
      );
      expect(claim).to.deep.equal({ ...question, sentAt: NOW + 100, outcome: 'wait' });
      expect(await item('user stranger')).to.equal(undefined);
    });

    it('counts no message twice where the acknowledgement was lost', async () => {
      dynamodb.loseAnswers(2);
      expect(await resend(NOW + 30)).to.include({ sends: 2, outcome: 'send' });
      expect(await item('user user')).to.deep.include({ messages: { N: '2' } });
    });
  });

  describe('wasSent', () => {
    const claim = (question: string, now: number, rules = RULES) =>
      ledger.claimQuestion('user', fresh(question, now), rules, now);

    it('knows the questions that were sent to a user, with one write; no others, and nobody else’s', async () => {
      await claim('one', NOW);
      await claim('two', NOW + 60);
      dynamodb.operations.length = 0;
      for (const question of ['one', 'two'])
        expect(await ledger.wasSent('user', question), question).to.equal(true);
      expect(dynamodb.operations).to.deep.equal(['UpdateItem', 'UpdateItem']);
      for (const question of ['three', 'on', '', 'one two'])
        expect(await ledger.wasSent('user', question), question).to.equal(false);
      expect(await ledger.wasSent('another', 'one')).to.equal(false);
      expect(await dynamodb.items(), 'asking leaves nothing').to.have.length(1);
    });

    it('knows no question that was not sent: a repeated call’s, one beyond the limit, one in place of a resend', async () => {
      await claim('one', NOW);
      await claim('repeated', NOW + 5);
      await ledger.claimResend('user', { sent: sent('one'), fresh: fresh('unneeded') }, RULES, NOW + 60);
      for (let n = 0; n < 5; n++) await claim(`more ${n}`, NOW + 100 + 60 * n);
      for (const [question, isSent] of [
        ['one', true],
        ['repeated', false],
        ['unneeded', false],
        ['long more 2', true],
        ['more 2', false],
        ['long more 3', false],
        ['more 4', false],
      ] as const)
        expect(await ledger.wasSent('user', question), question).to.equal(isSent);
    });

    it('knows the one that a resend sent in the place of a dead one', async () => {
      await claim('dead', NOW);
      await ledger.countAnswer(answer(true, { question: 'dead' }));
      await ledger.claimResend(
        'user',
        { sent: sent('dead'), fresh: fresh('new', NOW + 40) },
        RULES,
        NOW + 40,
      );
      expect(await ledger.wasSent('user', 'new')).to.equal(true);
    });

    it('knows each for an hour at least, however hours begin, and forgets: the item stays small', async () => {
      const rules = { ...RULES, perHour: 3 };
      const claimedAt = new Map<string, number>();
      for (let n = 0; n < 40; n++) {
        const now = NOW + n * 7 * 60;
        const { question, outcome, sentAt } = await claim(`question ${n}`, now, rules);
        if (outcome === 'send' && sentAt === now) claimedAt.set(question, now);
        // Every third, a resend, which may be the first of an hour as well.
        if (n % 3 === 0)
          await ledger.claimResend(
            'user',
            { sent: { ...sent(question, sentAt) }, fresh: fresh('x') },
            rules,
            now + 60,
          );
        for (const [each, at] of claimedAt)
          if (now < at + HOUR) expect(await ledger.wasSent('user', each), `${each} at ${n}`).to.equal(true);
      }
      expect(claimedAt.size).to.be.above(6);
      const { questions, earlier } = Object(await item('user user'));
      expect(questions.SS.length + earlier.SS.length).to.be.at.most(2 * rules.perHour);
      expect(await ledger.wasSent('user', 'question 0')).to.equal(false);
    });

    it('lists it also where the acknowledgement was lost', async () => {
      dynamodb.loseAnswers(2);
      await claim('one', NOW);
      dynamodb.loseAnswers(2);
      await claim('two', NOW + 60);
      for (const question of ['one', 'two']) expect(await ledger.wasSent('user', question)).to.equal(true);
    });
  });

  describe('claimMessage', () => {
    const claim = (message: string, now = NOW, destination = 'here') =>
      ledger.claimMessage(destination, message, 3, now);

    it('lets a message out once, however often delivery is tried', async () => {
      expect(await claim('one 1')).to.equal('send');
      expect(dynamodb.operations).to.deep.equal(['UpdateItem']);
      for (const seconds of [0, 60, 180]) expect(await claim('one 1', NOW + seconds)).to.equal('sent before');
    });

    it('is atomic: of twenty parallel tries one sends', async () => {
      const claims = await parallel(20, () => claim('one 1'));
      expect(claims.filter(each => each === 'send')).to.have.length(1);
      expect(claims.filter(each => each === 'sent before')).to.have.length(19);
    });

    it('is atomic: of twenty parallel messages three are sent', async () => {
      const claims = await parallel(20, index => claim(`nonce ${index}`));
      expect(claims.filter(each => each === 'send')).to.have.length(3);
      expect(claims.filter(each => each === 'limit')).to.have.length(17);
    });

    it('has a limit for each destination, and a new one each hour', async () => {
      const claims = [];
      for (let n = 0; n < 4; n++) claims.push(await claim(`nonce ${n}`));
      expect(claims).to.deep.equal(['send', 'send', 'send', 'limit']);
      expect(await claim('other', NOW, 'there')).to.equal('send');
      expect(await claim('later', NOW + HOUR - 1)).to.equal('limit');
      expect(await claim('later', NOW + HOUR)).to.equal('send');
      expect(await item('destination here')).to.deep.include({ messages: { N: '1' } });
    });

    it('remembers a message over the end of the hour: a late second try is no second message', async () => {
      await claim('one', NOW);
      await claim('late', NOW + HOUR - 1);
      expect(await claim('late', NOW + HOUR + 60)).to.equal('sent before');
      expect(await claim('next', NOW + HOUR + 61)).to.equal('send');
      expect(await claim('late', NOW + HOUR + 120)).to.equal('sent before');
    });

    it('lets a message out again after it was given back, and counts it once', async () => {
      await claim('one');
      await ledger.releaseMessage('here', 'one');
      expect(await claim('one')).to.equal('send');
      expect(await claim('two')).to.equal('send');
      await ledger.releaseMessage('here', 'two');
      expect(await claim('two')).to.equal('send');
      expect(await item('destination here')).to.deep.include({ messages: { N: '2' } });
      expect(await claim('one'), 'the other is still out').to.equal('sent before');
    });

    it('gives back no more than was claimed', async () => {
      await ledger.releaseMessage('here', 'never claimed');
      expect(await dynamodb.items()).to.deep.equal([]);
      await claim('one');
      for (let n = 0; n < 3; n++) await ledger.releaseMessage('here', 'one');
      const claims = [];
      for (let n = 0; n < 4; n++) claims.push(await claim(`nonce ${n}`));
      expect(claims).to.deep.equal(['send', 'send', 'send', 'limit']);
    });

    it('sends the message for all that where the acknowledgement of the claim was lost', async () => {
      dynamodb.loseAnswers(1);
      expect(await claim('one')).to.equal('send');
      dynamodb.loseAnswers(2);
      expect(await claim('two')).to.equal('send');
      expect(await item('destination here')).to.deep.include({ messages: { N: '2' } });
    });
  });

  it('sends a message whose claim was done without an answer, while another one was claimed', async () => {
    const { update } = tableInMemory();
    const other = dynamodbLedger('memory', update);
    let isLost = true;
    const slow = dynamodbLedger('memory', async what => {
      if (!isLost) return update(what);
      isLost = false;
      await update(what);
      expect(await other.claimMessage('here', 'two', 3, NOW)).to.equal('send');
      return update(what);
    });
    expect(await slow.claimMessage('here', 'one', 3, NOW)).to.equal('send');
    for (const message of ['one', 'two'])
      expect(await other.claimMessage('here', message, 3, NOW)).to.equal('sent before');
  });

  it('holds counters under pseudonyms and names of questions, each with a time to be forgotten', async () => {
    await ledger.countAnswer(answer(true));
    await ledger.claimQuestion('user', fresh('nonce'), RULES, NOW);
    await ledger.claimMessage('here', 'nonce 1', 3, NOW);
    for (const each of await dynamodb.items()) {
      expect(Object(each.id).S).to.be.oneOf(['question question', 'user user', 'destination here']);
      expect(Number(Object(each.expiresAt).N)).to.be.within(NOW + HOUR, NOW + 2 * HOUR);
    }
  });
});
