import { expect } from 'chai';
import fc from 'fast-check';
import { tableInMemory } from '../../attack/table-in-memory.ts';
import { dynamodbLedger } from '../../functions/ledger/dynamodb.ts';
import type { FreshQuestion, SendRules } from '../../functions/ledger/ledger.ts';
import { LEDGER_TABLE, useDynamodb } from '../support/dynamodb.ts';
import { NOW_SECONDS } from '../support/worlds.ts';

const fresh = (question: string, now: number): FreshQuestion => {
  const one = { question, veiled: question, isLong: false, issuedAt: now, sends: 0, sentAt: 0 };
  return { ...one, long: { ...one, question: `long ${question}`, isLong: true } };
};
const RULES: SendRules = {
  ...{ repeatSeconds: 30, lifetimeSeconds: 180, resendSeconds: 30, perHour: 3, attempts: 2 },
  guesses: { user: 'user', max: 6 },
};

/** What is simulated upon it is worth as much as it is like DynamoDB. */
describe('a table in memory', function () {
  this.timeout(120_000);
  const dynamodb = useDynamodb();

  const calls = fc.array(
    fc.record({
      call: fc.constantFrom(
        'question',
        'question',
        'resend',
        'wrong',
        'wrong',
        'right',
        'message',
        'release',
      ),
      passes: fc.constantFrom(0, 5, 25, 60, 1200, 3600, 4 * 86_400),
      repeats: fc.boolean(),
    }),
    { minLength: 40, maxLength: 40 },
  );

  it('does what DynamoDB does, whatever the ledger asks of it', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(calls, async list => {
        const { update, items } = tableInMemory();
        const prefix = `${runs++} `;
        const ledgers = [dynamodbLedger(LEDGER_TABLE), dynamodbLedger('memory', update)] as const;
        const results = [];
        for (const ledger of ledgers) {
          let now = NOW_SECONDS;
          let standing = { ...fresh(`${prefix}none`, now), sends: 1, sentAt: now };
          const seen: unknown[] = [];
          for (const [n, { call, passes, repeats }] of list.entries()) {
            now += passes;
            const name = `call ${repeats ? n - 1 : n}`;
            const isRight = call === 'right';
            const user = `${prefix}user`;
            const rules = { ...RULES, guesses: { ...RULES.guesses, user } };
            if (call === 'question') {
              const claim = await ledger.claimQuestion(user, fresh(`${prefix}q${n}`, now), rules, now);
              standing = { ...standing, ...claim };
              seen.push(claim);
            } else if (call === 'resend')
              seen.push(
                await ledger.claimResend(
                  user,
                  { sent: standing, fresh: fresh(`${prefix}q${n}`, now) },
                  rules,
                  now,
                ),
              );
            else if (call === 'message') seen.push(await ledger.claimMessage(`${prefix}here`, name, 2, now));
            else if (call === 'release') seen.push(await ledger.releaseMessage(`${prefix}here`, name));
            else {
              const { question } = standing;
              const answer = { question, call: name, isRight, max: 2, now, expiresAt: now };
              seen.push(await ledger.countAnswer(answer), await ledger.wasRight(answer));
              seen.push(await ledger.wasSent(user, question));
              seen.push(await ledger.countGuess({ user, call: name, isRight, max: 6, now }));
            }
          }
          seen.push(now);
          results.push(seen);
        }
        expect(results[1]).to.deep.equal(results[0]);
        const stored = (await dynamodb.items()).filter(({ id }) => String(Object(id).S).includes(prefix));
        expect(items.size).to.equal(stored.length);
        for (const { id, ...fields } of stored) {
          const { lastWrite: _, ...mine } = items.get(Object(id).S) ?? {};
          const names = Object.keys(fields).filter(name => name !== 'lastWrite');
          expect(Object.keys(mine)).to.have.members(['id', ...names]);
        }
      }),
      { numRuns: 4, seed: 9, endOnFailure: true },
    );
  });

  it('refuses what DynamoDB refuses: values that are not used, arithmetic on nothing, what it cannot read', async () => {
    const { update } = tableInMemory();
    const refused = async (set: string, condition: string, values: Record<string, number>) =>
      update({ table: 't', id: 'i', set, condition, values }).then(
        () => 'taken',
        () => 'refused',
      );
    expect(await refused('a = :one', 'attribute_not_exists(id)', { one: 1, two: 2 })).to.equal('refused');
    expect(await refused('a = :one', 'attribute_not_exists(id)', {})).to.equal('refused');
    expect(await refused('a = a + :one', 'attribute_not_exists(id)', { one: 1 })).to.equal('refused');
    expect(await refused('a = :one', 'size(a) < :one', { one: 1 })).to.equal('refused');
    expect(await refused('a = :one', 'a BETWEEN :one AND :one', { one: 1 })).to.equal('refused');
    expect(await refused('a = :one', 'attribute_not_exists(id)', { one: 1 })).to.equal('taken');
  });
});
