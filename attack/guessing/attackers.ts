import type { Door, Round, Stage } from './stage.ts';

/** What somebody does, from one pause to the next: it yields seconds. */
export type Actor = AsyncGenerator<number, void, void>;

/** What the guesses of all who guess come to. */
export interface Guesses {
  /** Judged answers to codes that can be guessed. */
  judged: number;
  /** The odds that none of them was right. */
  missed: number;
  /** Times that one was. */
  hits: number;
}

/** A moment longer than one call is one message. */
const PAUSE = 31;
const HOUR = 3600;

const isLong = ({ told }: Round) => Number(told.codeLength) > 10;

/** Answers a question as often as it is put, with codes made up. */
async function guessAt(stage: Stage, first: Round, guesses: Guesses, most = 10): Promise<void> {
  let round: Round | undefined = first;
  for (let n = 0; round && n < most; n++) {
    const length = Number(round.told.codeLength);
    const code = String(stage.random().readUInt32BE() % 1_000_000).padStart(length, '0');
    const { verdict, isSignedIn, next } = await stage.answer(round, code);
    if (verdict === 'wrong' || verdict === 'right') {
      guesses.missed *= 1 - 10 ** -length;
      if (length <= 10) guesses.judged++;
    }
    if (isSignedIn) guesses.hits++;
    round = next;
  }
}

/** Takes all that an hour gives: each code that can be guessed, at every door, with every attempt. */
export async function* guesser(stage: Stage, doors: readonly Door[], guesses: Guesses): Actor {
  for (;;) {
    const judgedBefore = guesses.judged;
    const hourEnds = stage.now() + HOUR;
    let open = doors;
    while (open.length > 0) {
      const left: Door[] = [];
      for (const door of open) {
        const round = await stage.begin(door);
        if (round.told.error === 'SEND_LIMIT' || isLong(round)) continue;
        await guessAt(stage, round, guesses);
        left.push(door);
      }
      open = left;
      yield PAUSE;
    }
    yield hourEnds - stage.now();
    // Nothing to be had: looks again some hours later.
    if (guesses.judged === judgedBefore) yield 2 * HOUR;
  }
}

/** Reads the mailbox, passes the first step with it, and guesses at the code of the second. */
export async function* reader(stage: Stage, doors: readonly Door[], guesses: Guesses): Actor {
  for (;;) {
    for (const door of doors) {
      const first = await stage.begin(door);
      const { values } = stage.mailbox.findLast(({ challenge }) => challenge === door.challenge) ?? {};
      const { next } = await stage.answer(first, values?.code ?? '');
      if (next && next.told.challenge !== door.challenge && !isLong(next))
        await guessAt(stage, next, guesses);
    }
    // The messages of an hour last, and each of them is a code of its own.
    yield HOUR / 4;
  }
}

/** Uses up the hour's messages at every door, by new sign-ins and resends, and gives no answer. */
export async function* sender(stage: Stage, doors: readonly Door[]): Actor {
  for (;;) {
    const hourEnds = stage.now() + HOUR;
    let open: Round[] = [];
    for (const door of doors) open.push(await stage.begin(door));
    while (open.length > 0) {
      yield PAUSE;
      const sent = await Promise.all(open.map(round => stage.resend(round)));
      open = sent.flatMap(({ next }) => (next && next.told.error !== 'SEND_LIMIT' ? [next] : []));
    }
    yield Math.max(1, hourEnds - stage.now());
  }
}

/**
 * Knows when the owner begins, and gives wrong answers at every door before the owner has typed anything: to the
 * owner's own question, as far as a new sign-in gets it.
 */
export async function* watcher(
  stage: Stage,
  doors: readonly Door[],
  guesses: Guesses,
  ownerBegan: () => number,
): Actor {
  let seen = ownerBegan();
  for (;;) {
    yield 5;
    if (ownerBegan() === seen) continue;
    seen = ownerBegan();
    for (const door of doors) await guessAt(stage, await stage.begin(door), guesses);
  }
}
