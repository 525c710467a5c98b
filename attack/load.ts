import { type Loop, withLoop } from '../test/support/loop.ts';
import { heapMegabytes } from './heap.ts';
import { startKiller } from './killer.ts';
import { findings, type Part, type Size } from './part.ts';
import { guess, signIn } from './patient-client.ts';

const inputs = {
  flow: [{ challenge: 'email_otp', attempts: 3, lifetime_seconds: 900 }],
  email: { from: 'sign-in@acme.example' },
  delivery: { messages_per_hour: 100 },
  clients: { app: { session_validity_minutes: 15 } },
};

const sizes: Readonly<Record<Size, { readonly users: number; readonly waves: number }>> = {
  short: { users: 10, waves: 2 },
  long: { users: 1000, waves: 2 },
};

/** After so many calls of triggers a process is killed: however slow the machine is, most calls come through. */
const KILL_EVERY = 12;

/** One in so many does not know the code. */
const GUESSER = 5;
/** What a wave may add to the memory in use: sessions, and the last messages for a person to read. */
const MOST_MEGABYTES = 30;

/**
 * Everybody at once, on a Lambda that takes ten at a time, while its processes are killed in the middle of what they do.
 * Whoever gives the right code gets in, though perhaps at the second try; whoever does not, never.
 */
export const load: Part = {
  name: 'load',
  what: 'users at once on the local AWS, functions killed at random: nobody in wrongly, nobody out for good, memory flat',
  run: async (log, size) => {
    const found = findings();
    const { users, waves } = sizes[size];
    const totals = { 'sign-ins': 0, 'wrong codes': 0, 'in after the rush': 0, calls: 0, killed: 0 };
    const heap: number[] = [];
    const killer = startKiller();
    let rounds = 0;
    const onRound = () => {
      rounds++;
      if (rounds % KILL_EVERY === 0) setTimeout(killer.killOne, Math.random() * 100);
    };
    await withLoop({ inputs, retryWaitsMs: [300, 600], onRound }, async loop => {
      try {
        for (let wave = 0; wave < waves; wave++) {
          const people = await newUsers(loop, users);
          const ends = await Promise.all(
            people.map(async (email, n) => {
              const isGuesser = n % GUESSER === 0;
              totals[isGuesser ? 'wrong codes' : 'sign-ins']++;
              return isGuesser ? guess(loop, email) : signIn(loop, email);
            }),
          );
          for (const { problem, calls } of ends) {
            totals.calls += calls;
            if (problem) found.add(problem);
          }
          // Where the machine is too slow for all of them at once, that is no fault: who is out for good is out then, too.
          for (const email of people.filter((_, n) => ends[n]?.isOut)) {
            const { isOut, calls } = await signIn(loop, email);
            totals.calls += calls;
            totals['in after the rush']++;
            if (isOut) found.add(`${email} gave right codes and did not get in`);
          }
          forget(loop);
          heap.push(heapMegabytes());
          log(`wave ${wave + 1} of ${waves}: ${totals.calls} calls, ${killer.killed()} processes killed`);
        }
      } finally {
        killer.stop();
      }
      totals.killed = killer.killed();
    });
    if (totals.killed === 0) found.add('no process was killed: that shows nothing');
    const growth = (heap.at(-1) ?? 0) - (heap[0] ?? 0);
    if (growth > MOST_MEGABYTES * (waves - 1)) found.add(`memory grew by ${growth.toFixed(1)} MB`);
    return { figures: { ...totals, 'MB more by the last wave': growth.toFixed(1) }, succeeded: found.list() };
  },
};

/** One after the other: a user's password is hashed, which takes its time. */
async function newUsers(loop: Loop, count: number): Promise<string[]> {
  const emails: string[] = [];
  for (let n = 0; n < count; n++) emails.push((await loop.newUser()).email);
  return emails;
}

/** What only the tests keep, so that it is not taken for a leak. */
function forget({ logs, outbox }: Loop): void {
  (logs as string[]).length = 0;
  (outbox as object[]).length = 0;
}
