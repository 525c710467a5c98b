import type { Place, Round, SignIn, Who } from './place.ts';

/** What a stranger sees of one user, by name: numbers, or texts. */
export type Seen = Readonly<Record<string, number | string>>;

type Move = (signIns: Record<string, SignIn>, begin: () => SignIn) => Promise<Round>;

const begins =
  (name: string): Move =>
  (signIns, begin) => {
    signIns[name] = begin();
    return theOne(signIns, name).next();
  };
const resends =
  (name: string): Move =>
  signIns =>
    theOne(signIns, name).next({ action: 'resend' });
const fails =
  (name: string): Move =>
  signIns =>
    theOne(signIns, name).fail();

function theOne(signIns: Record<string, SignIn>, name: string): SignIn {
  const signIn = signIns[name];
  if (!signIn) throw new Error(`${name} has not begun.`);
  return signIn;
}

/**
 * What a stranger does in a user's name, and when, in seconds: sign-ins beside each other, resends, wrong answers before
 * and after the time is up, and more than an hour's messages.
 */
const moves: readonly [at: number, name: string, move: Move][] = [
  [0, 'begin', begins('one')],
  [31, 'resend', resends('one')],
  [45, 'fail', fails('one')],
  [90, 'begin again', begins('two')],
  [151, 'resend again', resends('two')],
  [240, 'fail late', fails('one')],
  [300, 'fail late again', fails('two')],
  [340, 'begin a third time', begins('three')],
  [375, 'begin a fourth time', begins('four')],
  [410, 'resend in the fourth', resends('four')],
  [445, 'begin a fifth time', begins('five')],
];

/** What a user does meanwhile, at times that the stranger does not know. */
export interface Busy {
  readonly at: number;
  readonly act: () => Promise<unknown>;
}

/**
 * Signs in as somebody else, and writes down all that can be seen.
 *
 * @param start epoch milliseconds
 * @param others what the user does, in seconds from the start, in order
 */
export async function watch(place: Place, who: Who, start: number, others: readonly Busy[]): Promise<Seen> {
  const seen: Record<string, number | string> = {};
  const signIns: Record<string, SignIn> = {};
  const questions: (string | undefined)[] = [];
  const waiting = [...others];
  for (const [at, name, move] of moves) {
    while (waiting[0] && waiting[0].at <= at) {
      const { at: when, act } = waiting.shift() as Busy;
      place.moveTo(start + 1000 * when);
      await act();
    }
    place.moveTo(start + 1000 * at);
    const round = await move(signIns, () => place.signIn(who));
    Object.assign(seen, prefixed(name, describe(round, place.now(), questions)));
    questions.push(round.told.question);
  }
  return seen;
}

function describe(
  { told, lengths, calls, paced }: Round,
  now: number,
  before: readonly (string | undefined)[],
): Seen {
  const { expiresAt = '', resendAfter = '', question, ...plain } = told;
  return {
    ...Object.fromEntries(Object.entries(plain)),
    error: told.error ?? 'none',
    names: Object.keys(told).sort().join(),
    expiresAt: Date.parse(expiresAt) - now,
    resendAfter: Date.parse(resendAfter) - now,
    // Random, so the question is whether it is one that was there before.
    question: question === undefined ? 'none' : String(before.lastIndexOf(question)),
    // Of a long code the length of the code tells already.
    length: JSON.stringify({ ...told, codeLength: '' }).length,
    ...prefixed('length of', lengths),
    calls,
    paced: String(paced),
  };
}

const prefixed = (prefix: string, seen: Seen): Seen =>
  Object.fromEntries(Object.entries(seen).map(([name, value]) => [`${prefix}: ${name}`, value]));
