import type { Loop } from '../../test/support/loop.ts';
import type { Log } from '../part.ts';
import type { Clock } from './clock.ts';
import { inTurns } from './in-turns.ts';
import type { Incident } from './incident.ts';
import { type Manner, type Person, people, signIn } from './people.ts';
import type { Stage } from './stage.ts';

/** What the dashboard counts by. Three of them are the longest in which an alarm compares sign-ins. */
export const PERIOD_MS = 5 * 60_000;
/** Periods before the incident, and of it. */
export const PERIODS = { healthy: 3, broken: 3 } as const;

/** Who signs in, in each period. */
const SIGN_INS: readonly Manner[] = [
  ...Array.from({ length: 4 }, (): Manner => ({ client: 'web' })),
  ...Array.from({ length: 3 }, (): Manner => ({ client: 'app' })),
  { client: 'web', isClumsy: true },
];
const AT_ONCE = 3;

/** Plays an incident after a healthy time, with the same users before and during. @returns the start of its first period, epoch milliseconds */
export async function play(stage: Stage, incident: Incident, log: Log): Promise<number> {
  const { clock } = stage;
  const users = people(2 * SIGN_INS.length, 'user');
  await stage.addUsers(users);
  const onePeriod = async (period: number, { release, everyPeriod }: Partial<Incident>) => {
    const fared = await inTurns([...SIGN_INS.entries()], AT_ONCE, ([n, manner]) =>
      signIn(stage.loop, personOf(users, (period + 1) * SIGN_INS.length + n), {
        ...manner,
        ...(release && manner.client === 'app' && { answer: release }),
      }),
    );
    const others = await everyPeriod?.(stage, users);
    const signedIn = `${fared.filter(Boolean).length} of ${fared.length} users signed in`;
    log(`${hourOf(clock)}: ${[signedIn, others].filter(Boolean).join(', ')}`);
    await settled(stage.loop);
    clock.toNext(PERIOD_MS);
  };
  // Functions that start take this machine for themselves: that is over before anything is looked at.
  await onePeriod(-1, {});
  clock.toNext(PERIODS.healthy * PERIOD_MS);
  for (let n = 0; n < PERIODS.healthy; n++) await onePeriod(n, {});
  log(`from here: ${incident.what}`);
  const beganMs = clock.now() - (clock.now() % PERIOD_MS);
  await incident.begin?.(stage);
  for (let n = 0; n < PERIODS.broken; n++) await onePeriod(PERIODS.healthy + n, incident);
  return beganMs;
}

const hourOf = ({ now }: Clock) => new Date(now()).toISOString().slice(11, 16);

/** Until nobody has written a line for so long: messages are sent, and tried again, after the sign-in has ended. */
const QUIET_MS = 500;

async function settled({ logs }: Loop): Promise<void> {
  for (let before = -1; before !== logs.length; ) {
    before = logs.length;
    await new Promise(resolve => setTimeout(resolve, QUIET_MS));
  }
}

function personOf(users: readonly Person[], n: number): Person {
  const person = users[n % users.length];
  if (!person) throw new Error('Somebody has to sign in.');
  return person;
}
