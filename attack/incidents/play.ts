import type { Loop } from '../../test/support/loop.ts';
import type { Log } from '../part.ts';
import { atMost } from './at-most.ts';
import type { Clock } from './clock.ts';
import type { Incident } from './incident.ts';
import { type Manner, people, signIn } from './people.ts';
import type { Stage } from './stage.ts';

/** What the dashboard counts by. */
export const PERIOD_MS = 5 * 60_000;

/** How much is played. */
export interface Extent {
  /** Periods before the incident, and of it. */
  readonly periods: number;
  /** Who signs in, in each period. */
  readonly signIns: readonly Manner[];
}

/** Three periods are the longest time in which an alarm compares sign-ins, and needs twenty of them. */
export const ENOUGH: Extent = {
  periods: 3,
  signIns: [
    ...Array.from({ length: 4 }, (): Manner => ({ client: 'web' })),
    ...Array.from({ length: 3 }, (): Manner => ({ client: 'app' })),
    { client: 'web', isClumsy: true },
  ],
};

const AT_ONCE = 3;

/**
 * Plays an incident after a healthy time, with the same users before and during.
 *
 * @returns the start of its first period, epoch milliseconds
 */
export async function play(
  stage: Stage,
  incident: Incident,
  { periods, signIns }: Extent,
  log: Log,
): Promise<number> {
  const { loop, clock } = stage;
  const users = people(2 * signIns.length, 'user');
  const absent = people(signIns.length, 'absent');
  await stage.addUsers([...users, ...absent]);
  let turn = 0;
  const nextUser = () => users[turn++ % users.length];
  const onePeriod = async ({ release, everyPeriod }: Partial<Incident>) => {
    const fared = await atMost(AT_ONCE, signIns, async manner => {
      const isReleased = release && manner.client === 'app';
      const user = nextUser();
      return user && signIn(loop, user, { ...manner, ...(isReleased && { answer: release }) });
    });
    const others = await everyPeriod?.(stage, absent);
    const signedIn = `${fared.filter(Boolean).length} of ${fared.length} users signed in`;
    log(`${hourOf(clock)}: ${[signedIn, others].filter(Boolean).join(', ')}`);
    await settled(loop);
    clock.toNext(PERIOD_MS);
  };
  const allPeriods = async (what: Partial<Incident>) => {
    for (let n = 0; n < periods; n++) await onePeriod(what);
  };
  // Functions that start take this machine for themselves: that is over before anything is looked at.
  await onePeriod({});
  clock.toNext(periods * PERIOD_MS);
  await allPeriods({});
  log(`from here: ${incident.what}`);
  const beganMs = clock.now() - (clock.now() % PERIOD_MS);
  await incident.begin?.(stage);
  await allPeriods(incident);
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
