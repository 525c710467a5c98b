import { type Actor, type Guesses, guesser, reader, sender, watcher } from './guessing/attackers.ts';
import { type Fared, owner } from './guessing/owner.ts';
import { type Door, type Stage, stageFor } from './guessing/stage.ts';
import type { Part, Size } from './part.ts';

/**
 * A year of guessing at one user's codes, and of keeping the owner out, at every door there is: what the rules of
 * `functions/ledger` come to, found by walking through the functions call by call.
 */

type Attack = 'guesses' | 'reads the mail' | 'sends' | 'watches' | 'does all of it';

/** One way through a year. */
export interface Row {
  readonly attack: Attack;
  readonly clients: number;
  readonly alternatives: number;
  /** Days between the owner's sign-ins; undefined where there is no owner. */
  readonly everyDays: number | undefined;
  readonly days: number;
  /** Guesses that were judged, and the odds that one of them is right. */
  readonly judged: number;
  readonly odds: number;
  readonly hits: number;
  /** What became of the owner's tries. */
  readonly tries: number;
  readonly first: number;
  readonly soon: number;
  /** Messages that the owner got. */
  readonly messages: number;
}

const CHALLENGES = ['email_otp', 'sms_otp'];
const DAY = 86_400;

const attacks: Readonly<
  Record<Attack, (stage: Stage, doors: readonly Door[], guesses: Guesses, fared: Fared) => Actor[]>
> = {
  guesses: (stage, doors, guesses) => [guesser(stage, doors, guesses)],
  'reads the mail': (stage, doors, guesses) => [reader(stage, doors, guesses)],
  sends: (stage, doors) => [sender(stage, doors)],
  watches: (stage, doors, guesses, fared) => [watcher(stage, doors, guesses, () => fared.began)],
  'does all of it': (stage, doors, guesses, fared) => [
    guesser(stage, doors, guesses),
    sender(stage, doors),
    watcher(stage, doors, guesses, () => fared.began),
  ],
};

type Setting = Pick<Row, 'attack' | 'clients' | 'alternatives' | 'everyDays'>;

const setting = (attack: Attack, clients: number, alternatives: number, everyDays?: number): Setting => ({
  ...{ attack, clients, alternatives, everyDays },
});

/** One client and one alternative, and as many as somebody may have; an owner who comes daily, monthly, and never. */
const settings: Readonly<Record<Size, readonly Setting[]>> = {
  short: (Object.keys(attacks) as Attack[]).map(attack =>
    setting(attack, 1, 1, attack === 'reads the mail' ? undefined : 1),
  ),
  long: [
    setting('guesses', 1, 1),
    setting('guesses', 1, 1, 30),
    setting('guesses', 1, 1, 1),
    setting('guesses', 3, 2, 1),
    setting('reads the mail', 1, 1),
    setting('watches', 1, 1, 30),
    setting('watches', 1, 1, 1),
    setting('watches', 3, 2, 1),
    setting('sends', 1, 1, 1),
    setting('does all of it', 1, 1, 1),
    setting('does all of it', 3, 2, 1),
  ],
};

/** @param size fifteen days of each attack in the short form, a year in the long one */
/** What SECURITY.md promises of a year: the odds of a guesser, and that the owner gets in. */
const MOST_A_YEAR = 0.0008;

export const guessing: Part = {
  name: 'guessing',
  what: 'a year of guessing at codes, and of keeping the owner out',
  run: async (log, size) => {
    const rows = await run(log, size);
    const most = Math.max(...rows.map(({ odds, days }) => (odds * 365) / days));
    const failed = rows.filter(
      ({ odds, days, hits, tries, soon }) => hits > 0 || (odds * 365) / days > MOST_A_YEAR || soon < tries,
    );
    return {
      figures: {
        'ways through': rows.length,
        'guesses judged': rows.reduce((sum, { judged }) => sum + judged, 0),
        'odds a year at most': `${(100 * most).toPrecision(2)} %`,
        "owner's sign-ins": rows.reduce((sum, { tries }) => sum + tries, 0),
      },
      succeeded: failed.map(lineOf),
    };
  },
};

export async function run(log: (line: string) => void, size: Size = 'long'): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const each of settings[size]) {
    const row = await year({ ...each, days: size === 'long' ? 365 : 15 });
    log(lineOf(row));
    rows.push(row);
  }
  return rows;
}

export async function year(of: Setting & Pick<Row, 'days'>): Promise<Row> {
  const { attack, clients, alternatives, everyDays, days } = of;
  const challenges = CHALLENGES.slice(0, alternatives);
  const steps = attack === 'reads the mail' ? [challenges, ['sms_otp']] : [challenges];
  const stage = await stageFor(steps, JSON.stringify(of));
  const doors = Array.from({ length: clients }, (_, n) =>
    challenges.map((challenge): Door => ({ clientId: `client${n}`, challenge })),
  ).flat();
  const guesses: Guesses = { judged: 0, missed: 1, hits: 0 };
  const fared: Fared = { tries: 0, first: 0, soon: 0, began: 0 };
  const [door] = doors;
  const owners = door && everyDays ? [owner(stage, door, everyDays, fared)] : [];
  await quietly(stage, () =>
    play(stage, [...owners, ...attacks[attack](stage, doors, guesses, fared)], days * DAY),
  );
  const { tries, first, soon } = fared;
  return {
    ...{ ...of, judged: guesses.judged, odds: 1 - guesses.missed, hits: guesses.hits },
    ...{ tries, first, soon, messages: stage.mailbox.length },
  };
}

/** Lets each act when its pause is over, until the time is. */
async function play(stage: Stage, actors: readonly Actor[], seconds: number): Promise<void> {
  const end = stage.now() + seconds;
  const waiting = actors.map(actor => ({ actor, at: stage.now() }));
  for (;;) {
    waiting.sort((a, b) => a.at - b.at);
    const [first] = waiting;
    if (!first || first.at >= end) return;
    stage.moveTo(first.at);
    const { value, done } = await first.actor.next();
    first.at = done ? Number.POSITIVE_INFINITY : stage.now() + value;
  }
}

/** The functions' log is listened to, and not shown: it has a line for each call. */
async function quietly(stage: Stage, work: () => Promise<void>): Promise<void> {
  const { info, warn } = console;
  const { write } = process.stdout;
  console.info = stage.heard;
  console.warn = () => {};
  process.stdout.write = () => true;
  try {
    await work();
  } finally {
    console.info = info;
    console.warn = warn;
    process.stdout.write = write;
  }
}

export function lineOf(row: Row): string {
  const { attack, clients, alternatives, everyDays, days, judged, odds, tries, first, soon } = row;
  const share = (count: number) => (tries > 0 ? `${((100 * count) / tries).toFixed(0)} %` : '–');
  const comes = everyDays ? `every ${everyDays} d` : 'never';
  return `| ${attack} | ${clients} × ${alternatives} | ${comes} | ${judged} in ${days} d | ${(100 * odds).toPrecision(2)} % | ${share(first)} | ${share(soon)} | ${(row.messages / days).toFixed(1)} |`;
}
