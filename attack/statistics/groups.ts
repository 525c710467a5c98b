import { createHash } from 'node:crypto';
import { seeded } from '../../test/support/seeded.ts';
import type { Place } from './place.ts';
import { type Busy, type Seen, watch } from './stranger.ts';
import { aucOf, mostByChance, type Told, textAucOf } from './two-samples.ts';

const START = 1_763_750_000_000;

/** Names as Cognito has them where users sign in with an address: users' own, and those that it makes up. */
function nameOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

/** What strangers see of many users: of those that there are not, of those that nobody else is, and of busy ones. */
export async function samplesOf(
  place: Place,
  kind: 'unknown' | 'idle' | 'busy',
  count: number,
  seed: number,
): Promise<readonly Seen[]> {
  const random = seeded(seed);
  const samples: Seen[] = [];
  for (let n = 0; n < count; n++) {
    const who = { userName: nameOf(`${kind} ${seed} ${n}`), isKnown: kind !== 'unknown' };
    // Each at another moment of an hour, in hours of its own.
    const start = START + 1000 * (7200 * n + Math.floor(3600 * random()));
    samples.push(await watch(place, who, start, kind === 'busy' ? busy(place, who, random) : []));
  }
  return samples;
}

/** Some sign-ins of a user, from 20 minutes before the stranger's first on: begun, sent again, failed, passed. */
function busy(place: Place, who: Parameters<Place['signIn']>[0], random: () => number): readonly Busy[] {
  const acts: Busy[] = [];
  for (let count = 1 + Math.floor(4 * random()); count > 0; count--) {
    const signIn = place.signIn(who);
    let at = Math.floor(1500 * random()) - 1200;
    acts.push({ at, act: () => signIn.next() });
    for (let more = Math.floor(3 * random()); more > 0; more--) {
      at += 3 + Math.floor(40 * random());
      acts.push({ at, act: random() < 0.5 ? () => signIn.fail() : () => signIn.next({ action: 'resend' }) });
    }
    if (random() < 0.7) acts.push({ at: at + 3 + Math.floor(40 * random()), act: () => signIn.pass() });
  }
  return acts.sort((one, other) => one.at - other.at);
}

/** What tells two groups apart, and how well. */
export interface Difference extends Told {
  readonly name: string;
  readonly isShown: boolean;
}

/** Compares all that was seen, one by one; the most telling first. */
export function differences(first: readonly Seen[], second: readonly Seen[]): readonly Difference[] {
  const names = [...new Set([...first, ...second].flatMap(seen => Object.keys(seen)))];
  const told = names.map(name => {
    const [one, other] = [first, second].map(group => group.map(seen => seen[name] ?? 'absent'));
    const { auc, sigma } =
      areNumbers(one) && areNumbers(other) ? aucOf(one, other) : textAucOf(texts(one), texts(other));
    const isShown = Math.abs(auc - 0.5) > mostByChance(names.length) * sigma;
    return { name, auc: Math.max(auc, 1 - auc), sigma, isShown };
  });
  return told.sort((one, other) => other.auc - one.auc);
}

const areNumbers = (list: readonly unknown[] = []): list is number[] =>
  list.every(value => typeof value === 'number' && Number.isFinite(value));
const texts = (list: readonly unknown[] = []) => list.map(String);
