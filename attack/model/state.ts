import { createHash } from 'node:crypto';
import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import type { SessionEntry } from '../../functions/event/session-entry.ts';
import type { Place } from './machine.ts';
import { nameOf } from './names.ts';
import type { Items } from './network.ts';

/** What a client does with a question. `link 0` is the link of the first sign-in's mail, opened here. */
export type Move = 'right' | 'wrong' | 'resend' | 'other' | `link ${number}`;

/** Something that must not happen more often than so many times in a run. */
export type Misfortune = 'ticks' | 'lost' | 'doubles' | 'refused' | 'uncertain';

export interface Scenario {
  readonly name: string;
  readonly what: string;
  readonly flow: readonly object[];
  readonly delivery?: object;
  /** Sign-ins of one user, which begin at any time: by which client, and what may be done in each round. */
  readonly signIns: readonly {
    readonly client: string;
    readonly moves: readonly (readonly Move[])[];
    /** In place of moves: answers to the first question, all at once. */
    readonly storm?: readonly Move[];
    /** The sign-in begins when this one is over. */
    readonly after?: number;
  }[];
  /** How often Cognito calls a function that does not answer. */
  readonly tries: number;
  /** Seconds that may pass at once. */
  readonly ticks?: readonly number[];
  /** At which second of an hour the run begins; otherwise at one in the middle. */
  readonly beginsAt?: number;
  readonly may?: Readonly<Partial<Record<Misfortune, number>>>;
  /**
   * Whether what is handed over is delivered, too. Delivery reads and writes items of its own, and nothing else looks at
   * them: what can come of the two together can come of each for itself. So most scenarios are about one of them.
   */
  readonly delivers?: boolean;
  /** Messages that were handed over before it begins. */
  readonly messages?: readonly HandedOver[];
  /** Wrong codes that the user was guessed at before, this week. */
  readonly guessed?: number;
}

/** A call of Cognito to a trigger, with all tries at it. */
export interface Call {
  readonly name: string;
  readonly trigger: 'create' | 'verify';
  readonly request: Readonly<Record<string, unknown>>;
  readonly tries: number;
  /** Of a create call: whether a question is handed out, to a new sign-in or by a resend. */
  readonly handsOut?: boolean;
  /** Of a create call by which a message is asked for again: at which client, by which challenge. */
  readonly resends?: string;
  /** Of a verify call. */
  readonly answer?: Answer;
}

export interface Answer {
  readonly move: Move;
  /** The name of the question that it is for. */
  readonly question: string;
  /** Epoch seconds after which it is too late. */
  readonly until: number;
  /** Whether nobody can guess at it. */
  readonly isLong: boolean;
}

export interface SignIn {
  readonly door: string;
  readonly phase: 'not begun' | 'called' | 'asked' | 'over';
  readonly session: readonly SessionEntry[];
  readonly rounds: number;
  /** Calls of Cognito that have no answer yet. */
  readonly calls: readonly Call[];
  /** The private parameters of its first question. */
  readonly first: Readonly<Record<string, string>> | undefined;
  readonly asked:
    | {
        readonly kept: Readonly<Record<string, string>>;
        readonly metadata: string;
        readonly told: Readonly<Record<string, string>>;
      }
    | undefined;
  readonly end: 'tokens' | 'failed' | 'error' | undefined;
}

/** A function that is under way. */
export interface Running {
  readonly place: Place;
  /** The call that it is a try at, and whether Cognito waits for it; or the message that it delivers. */
  readonly call?: string;
  readonly isAwaited: boolean;
  readonly message?: string;
  /** Epoch seconds. */
  readonly began: number;
  /** Questions that were dead when it began. */
  readonly dead: readonly string[];
  /** Where the user asked for a message again: the questions of the newest message then, and of those that came since. */
  readonly newest?: readonly Newest[];
}

/** What a try at a call of verify came to. */
export interface Verdict {
  readonly verdict: string;
  /** When the try began, in epoch seconds. */
  readonly began: number;
}

/** What the newest message to a user brought, by a challenge at a client. */
export interface Newest {
  readonly at: string;
  /** The name of the question. */
  readonly question: string;
  /** Epoch seconds from which on no other sign-in gets it. */
  readonly until: number;
}

/** What happened, as far as the rules are about it. */
export interface Facts {
  /** By call of verify: the answer, and what became of it. */
  readonly answers: Readonly<Record<string, Answer & { readonly verdicts: readonly Verdict[] }>>;
  /** By message: how often it went out. */
  readonly sent: Readonly<Record<string, number>>;
  /** By call of create: the messages that its tries handed over. */
  readonly handedOver: Readonly<Record<string, readonly string[]>>;
  /** Questions that were handed out though they were dead. */
  readonly deadOnes: readonly string[];
  /** What the last message that was handed over brought. */
  readonly newest: readonly Newest[];
  /** Questions that a resend left a sign-in with, though a newer message had brought another. */
  readonly staleOnes: readonly string[];
  /** Messages of which nobody knows whether they went out. */
  readonly uncertain: readonly string[];
}

/** An asynchronous call of deliver: how often Lambda made it, and whether it will once more, since the last one failed. */
export interface Queued {
  readonly message: HandedOver;
  readonly calls: number;
  readonly hasFailed: boolean;
}

export interface State {
  readonly now: number;
  readonly items: Items;
  readonly signIns: readonly SignIn[];
  readonly running: Readonly<Record<string, Running>>;
  /** What was handed over, by the try that did it. */
  readonly queue: Readonly<Record<string, Queued>>;
  readonly left: Readonly<Record<Misfortune, number>>;
  readonly facts: Facts;
}

/** The same for states from which the same can happen. */
export function keyOf({ now, items, signIns, running, queue, left, facts }: State): string {
  const parts = [
    ...partsOf(items),
    ...partsOf(queue),
    ...partsOf(facts.answers),
    ...partsOf(facts.handedOver),
  ];
  for (const [index, signIn] of signIns.entries()) parts.push(`${index}=${nameOf(signIn)}`);
  for (const [key, { place, isAwaited, began, dead, newest }] of Object.entries(running))
    parts.push(`${key}=${place.id} ${isAwaited} ${began} ${dead} ${namesOf(newest)}`);
  for (const [id, times] of Object.entries(facts.sent)) parts.push(`${id}=${times}`);
  parts.push(
    `${now} ${Object.values(left)} ${facts.uncertain} ${facts.deadOnes} ${facts.staleOnes} ${namesOf(facts.newest)}`,
  );
  return createHash('sha256').update(parts.sort().join('\n')).digest('base64').slice(0, 22);
}

const namesOf = (all: readonly Newest[] = []) => all.map(({ at, question }) => `${at} ${question}`);

function partsOf(record: Readonly<Record<string, object>>): string[] {
  return Object.entries(record).map(([key, each]) => `${key}=${nameOf(each)}`);
}
