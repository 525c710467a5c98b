import type { CellWorld, FaultyAws } from './faults/aws.ts';
import { useClocks, withClock } from './faults/clock.ts';
import { given, told } from './faults/ended.ts';
import { startFunctions } from './faults/functions.ts';
import { player } from './faults/play.ts';
import { findings, type Part } from './part.ts';
import { withAws } from './with-aws.ts';

const kinds = ['email_otp', 'sms_otp', 'magic_link'] as const;
type Kind = (typeof kinds)[number];
const ATTEMPTS = 3;

/** One question, and everybody at once: guesses, Cognito's repetitions of every call, Lambda's of every event. */
export const parallel: Part = {
  name: 'parallel',
  what: 'guesses by the dozen at once, and storms of repeated calls: no more judged, no second message',
  run: (log, size) =>
    withAws(async (aws, lines) => {
      const [users, width] = size === 'long' ? [50, 40] : [1, 12];
      const found = findings();
      const totals = { users: 0, guesses: 0, repetitions: 0 };
      // What is slow here is this machine: nothing is to end for it.
      const restore = useClocks();
      try {
        for (const kind of kinds) {
          for (let n = 0; n < users; n++) {
            const { mark, world } = aws.newCell();
            const done = await withClock(world.clock, () => attackOne(kind, mark, world, aws, lines, width));
            totals.users++;
            totals.guesses += done.guesses;
            totals.repetitions += done.repetitions;
            for (const each of done.succeeded) found.add(`${kind}: ${each}`);
          }
          log(`${kind}: ${totals.guesses} guesses, ${totals.repetitions} repetitions so far`);
        }
      } finally {
        restore();
      }
      return { figures: totals, succeeded: found.list() };
    }),
};

async function attackOne(
  kind: Kind,
  mark: string,
  world: CellWorld,
  aws: FaultyAws,
  lines: readonly string[],
  width: number,
) {
  const succeeded: string[] = [];
  const functions = await startFunctions(kind, 'KMS', mark, aws.url);
  const user = player(functions, world, mark);

  // Cognito calls create again and again, and Lambda delivers each event twice.
  const storm = await Promise.all(Array.from({ length: width }, () => user.ask()));
  const [asked] = storm.map(given);
  if (!asked) throw new Error('Nothing was asked.');
  const events = world.handedOver.splice(0);
  await Promise.all([...events, ...events].map(event => functions.deliver(event)));
  if (world.messages.length !== 1) succeeded.push(`${world.messages.length} messages of one storm`);
  const right = await user.right(asked);

  const judged = () => lines.filter(line => line.includes('"verdict":"wrong"')).length;
  const before = judged();
  const guesses = Array.from({ length: width }, (_, guess) => String(guess).padStart(6, '0'));
  const wrong = guesses.filter(guess => guess !== right);
  const verdicts = await Promise.all(wrong.map(guess => user.answer(asked, guess)));
  if (judged() - before > ATTEMPTS) succeeded.push(`${judged() - before} guesses were judged`);
  if (verdicts.some(verdict => told(verdict).text === 'right')) succeeded.push('a guess was right');
  // A code is used up by then; a link, which nobody can guess, is not.
  const late = told(await user.answer(asked, right)).text;
  if (late !== (kind === 'magic_link' ? 'right' : 'wrong'))
    succeeded.push(`the right answer then was ${late}`);

  // Whoever was shut out gets another question; of two sign-ins that answer it at once, one passes.
  const [one, two] = [given(await user.ask()), given(await user.ask())];
  await user.deliverAll();
  const answer = await user.right(one);
  const both = await Promise.all([one, two].map(question => user.answer(question, answer)));
  const passed = both.filter(verdict => told(verdict).text === 'right').length;
  if (passed !== 1) succeeded.push(`${passed} of two sign-ins passed by one answer`);
  return { succeeded, guesses: wrong.length, repetitions: width + 2 * events.length };
}
