import { dynamodbLedger } from '../../functions/ledger/dynamodb.ts';
import { guessedName, pseudonyms } from '../../functions/question/stable-key.ts';
import { written } from '../../test/support/written.ts';
import { tableInMemory } from '../table-in-memory.ts';
import { codesOnly } from '../world.ts';
import { USER } from './cognito.ts';
import { type Change, type Machine, machineFor } from './machine.ts';
import type { Items } from './network.ts';
import { rules } from './rules.ts';
import { keyOf, type Misfortune, type Scenario, type State } from './state.ts';
import { successorsFor } from './successors.ts';

/** What a search came to. */
export interface Explored {
  readonly states: number;
  readonly steps: number;
  /** Whether there is nothing left to look at. */
  readonly isWhole: boolean;
  /** The first broken rule, with the shortest way to it. */
  readonly broken?: { readonly rule: string; readonly what: string; readonly way: readonly string[] };
  /** How the sign-ins ended, in at least one state. */
  readonly ends: ReadonlySet<string>;
}

/** The way to a state, from its end. */
interface Way {
  readonly label: string;
  readonly before: Way | undefined;
}

/** 33 minutes into an hour. */
const BEGAN = 1_763_750_000;

const beganOf = ({ beginsAt }: Scenario) =>
  beginsAt === undefined ? BEGAN : BEGAN - (BEGAN % 3600) + beginsAt;

/**
 * Looks at every state that a scenario can come to, the near ones first.
 *
 * @param change breaks the ledger, to see that this notices
 */
export async function explore(scenario: Scenario, most: number, change?: Change): Promise<Explored> {
  const machine = await machineFor(settingsOf(scenario), change);
  const successors = await successorsFor(scenario, machine);
  const context = { settings: machine.settings, began: beganOf(scenario), guessed: scenario.guessed ?? 0 };
  const seen = new Set<string>();
  const ends = new Set<string>();
  let steps = 0;
  let layer: [State, Way | undefined][] = [[await firstOf(scenario, machine), undefined]];
  while (layer.length > 0) {
    const next: typeof layer = [];
    for (const [from, way] of layer)
      for await (const { label, state } of successors(from)) {
        steps++;
        const key = keyOf(state);
        if (seen.has(key)) continue;
        seen.add(key);
        for (const [index, { end }] of state.signIns.entries()) if (end) ends.add(`${index} ${end}`);
        const here = { label, before: way };
        for (const [rule, check] of Object.entries(rules)) {
          const what = check(state, context);
          if (what !== undefined)
            return {
              ...{ states: seen.size, steps, isWhole: false, ends },
              broken: { rule, what, way: labelsOf(here) },
            };
        }
        if (seen.size >= most) return { states: seen.size, steps, isWhole: false, ends };
        next.push([state, here]);
      }
    layer = next;
  }
  return { states: seen.size, steps, isWhole: true, ends };
}

function labelsOf(way: Way | undefined): string[] {
  const labels: string[] = [];
  for (let at = way; at; at = at.before) labels.unshift(at.label);
  return labels;
}

const misfortunes: readonly Misfortune[] = ['ticks', 'lost', 'doubles', 'refused', 'uncertain'];

async function firstOf(scenario: Scenario, machine: Machine): Promise<State> {
  const { signIns, may = {}, messages = [], guessed } = scenario;
  const queued = messages.map((message, index) => [
    `message ${index}`,
    { message, calls: 0, hasFailed: false },
  ]);
  return {
    now: beganOf(scenario),
    items: guessed ? await guessedAt(guessed, machine) : {},
    signIns: signIns.map(({ client }) => ({
      ...{ door: client, phase: 'not begun', session: [], rounds: 0, calls: [] },
      ...{ first: undefined, asked: undefined, end: undefined },
    })),
    running: {},
    queue: Object.fromEntries(queued),
    left: Object.fromEntries(misfortunes.map(each => [each, may[each] ?? 0])) as State['left'],
    facts: { answers: {}, sent: {}, handedOver: {}, deadOnes: [], newest: [], staleOnes: [], uncertain: [] },
  };
}

/** What the table holds after so many wrong codes. */
async function guessedAt(times: number, { settings }: Machine): Promise<Items> {
  const { update, items } = tableInMemory();
  const ledger = dynamodbLedger('ledger', update);
  const user = await guessedName(pseudonyms(settings.keyId, codesOnly.generateMac), USER);
  for (let n = 0; n < times; n++) {
    const guess = { user, call: `before ${n}`, isRight: false, max: times + 1, now: BEGAN };
    await ledger.countGuess(guess);
  }
  return Object.fromEntries(items);
}

function settingsOf({ flow, delivery }: Scenario): string {
  const settings = written({
    flow,
    keyId: 'key',
    delivery: { functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:deliver', ...delivery },
    appName: 'Acme',
    email: { from: 'sign-in@acme.example' },
    sms: { countryPrefixes: ['+1'] },
    challenges: { magic_link: { urls: ['https://app.example/sign-in'] } },
  });
  return JSON.stringify(settings);
}
