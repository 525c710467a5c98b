import { expect } from 'chai';
import { explore } from '../../attack/model/explore.ts';
import type { Change } from '../../attack/model/machine.ts';
import type { rules } from '../../attack/model/rules.ts';
import { short } from '../../attack/model/scenarios.ts';
import { dynamodbLedger } from '../../functions/ledger/dynamodb.ts';

/** Far more than any of these has. */
const MOST = 100_000;

/** How the sign-ins of a scenario can end: a search that comes to none of it has looked at nothing. */
const ends: Readonly<Record<string, readonly string[]>> = {
  'two tries': ['0 tokens'],
  'two sign-ins': ['0 tokens', '1 tokens'],
  'a dead question': ['1 tokens'],
  'a link elsewhere': ['0 tokens', '1 tokens'],
  'a late try': ['0 tokens'],
  guesses: ['0 tokens', '0 failed', '1 tokens'],
  alternatives: ['0 tokens'],
  'lost answers': ['0 tokens', '1 tokens'],
  'all together': ['0 tokens'],
  'the newest message': ['0 tokens'],
  'a try in the next hour': ['0 tokens'],
};

interface Broken {
  readonly defence: string;
  readonly scenario: string;
  readonly change: Change;
  readonly rule: keyof typeof rules;
}

/** A ledger without one of its defences, and the rule that is then broken. */
const withoutOne: readonly Broken[] = [
  {
    defence: 'counting an answer only while there are attempts left',
    scenario: 'storm',
    change: ledger => ({ ...ledger, countAnswer: async ({ isRight }) => ({ outcome: 'counted', isRight }) }),
    rule: 'no more answers to a question are judged than it has attempts',
  },
  {
    defence: 'the mark of the call that was right',
    scenario: 'two tries',
    change: ledger => ({
      ...ledger,
      countAnswer: async answer => {
        const judged = await ledger.countAnswer(answer);
        return judged.outcome === 'repeated' ? { outcome: 'refused', isRight: false } : judged;
      },
    }),
    rule: 'a right answer that comes in time is right',
  },
  {
    defence: 'counting the wrong codes of a user',
    scenario: 'guesses',
    change: ledger => ({ ...ledger, countGuess: async () => 1 }),
    rule: 'no more codes are guessed at than a user has guesses',
  },
  {
    defence: 'the condition of the claim to a new question',
    scenario: 'two tries',
    change: ledger => ({
      ...ledger,
      claimQuestion: async (_asker, fresh, _rules, now) => ({
        ...{ ...fresh, sends: 1, sentAt: now, outcome: 'send' },
      }),
    }),
    rule: 'one call is one message',
  },
  {
    defence: 'the limit of messages of an hour',
    scenario: 'an hour',
    change: ledger => ({
      ...ledger,
      claimResend: (asker, { sent, fresh }, rules, now) =>
        ledger.claimResend(asker, { sent, fresh }, { ...rules, perHour: 100 }, now),
    }),
    rule: 'no more messages go out than the hours allow',
  },
  {
    defence: 'an hour that runs from its first message, over the end of one by the clock',
    scenario: 'a try in the next hour',
    change: ledger => {
      const inHour = (asker: string, now: number) => `${asker} ${Math.floor(now / 3600)}`;
      return {
        ...ledger,
        claimQuestion: (asker, fresh, rules, now) =>
          ledger.claimQuestion(inHour(asker, now), fresh, rules, now),
        claimResend: (asker, { sent, fresh }, rules, now) =>
          ledger.claimResend(inHour(asker, now), { sent, fresh }, rules, now),
      };
    },
    rule: 'one call is one message',
  },
  {
    defence: 'a session that takes over the newest question when its user asks for a message again',
    scenario: 'the newest message',
    change: ledger => ({
      ...ledger,
      claimResend: async (asker, { sent, fresh }, rules, now) => {
        const claim = await ledger.claimResend(asker, { sent, fresh }, rules, now);
        return claim.question === sent.question ? claim : { ...sent, outcome: 'wait' };
      },
    }),
    rule: 'the newest message is right in the session that asked for one',
  },
  {
    defence: 'the look at whether a question is dead',
    scenario: 'a dead question',
    change: (_, update) =>
      dynamodbLedger('ledger', async what =>
        what.condition.startsWith('attribute_exists(answered)') ? { done: false, item: {} } : update(what),
      ),
    rule: 'a dead question is not handed out',
  },
  {
    defence: 'the mark of a message that is sent',
    scenario: 'deliver',
    change: ledger => ({ ...ledger, claimMessage: async () => 'send' }),
    rule: 'a message goes out once',
  },
  {
    defence: 'taking the mark back where the provider refused the message',
    scenario: 'deliver',
    change: ledger => ({ ...ledger, releaseMessage: async () => {} }),
    rule: 'a message that was handed over goes out, in the end',
  },
];

describe('The model of calls that come twice, late and at once', function () {
  this.timeout(120_000);

  for (const scenario of short)
    it(`holds its rules in every state: ${scenario.name}, ${scenario.what}`, async () => {
      const explored = await explore(scenario, MOST);
      expect(explored.broken, explored.broken?.way.join('\n')).to.equal(undefined);
      expect(explored.isWhole).to.equal(true);
      expect([...explored.ends]).to.include.members([...(ends[scenario.name] ?? [])]);
    });

  for (const { defence, scenario: name, change, rule } of withoutOne)
    it(`notices when there is no more ${defence}`, async () => {
      const scenario = short.find(each => each.name === name);
      if (!scenario) throw new Error(`There is no scenario ${name}.`);
      const { broken } = await explore(scenario, MOST, change);
      expect(broken?.rule, broken?.what).to.equal(rule);
    });
});
