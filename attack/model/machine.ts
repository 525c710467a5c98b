import { format } from 'node:util';
import type { UpdateItem } from '../../functions/aws/dynamodb.ts';
import { AwsCallError } from '../../functions/aws/send.ts';
import { createChallenge } from '../../functions/create-auth-challenge/create-challenge.ts';
import { deliverChallenge } from '../../functions/delivery/deliver-challenge.ts';
import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import { parseMessageSettings } from '../../functions/delivery/settings.ts';
import type { TriggerEvent } from '../../functions/event/event.ts';
import { dynamodbLedger } from '../../functions/ledger/dynamodb.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { parseSettings, type Settings } from '../../functions/settings/settings.ts';
import { verifyAnswer } from '../../functions/verify-auth-challenge-response/verify-answer.ts';
import { codesOnly, digestsOf, nonceOf } from '../world.ts';
import { nameOf } from './names.ts';
import type { NetworkCall, Reply } from './network.ts';

/**
 * Runs the product's create, verify and deliver up to their next calls into the network, and from there on once such a
 * call was answered. What a function does next follows from what it was called with, what it was answered and when, so
 * each such history is run once, from its beginning, and remembered: the places of the search are then plain data.
 */

export type Input =
  | { readonly kind: 'create' | 'verify'; readonly event: TriggerEvent }
  | { readonly kind: 'deliver'; readonly message: HandedOver };

/** A function in the middle of a call: what it waits for, or what it came to. Two that did the same are one. */
export interface Place {
  readonly id: number;
  /** Calls into the network without an answer, by their number within the call of the function. */
  readonly waiting: readonly { readonly number: number; readonly call: NetworkCall }[];
  readonly end?: { readonly value: unknown } | { readonly error: string };
  /** What verify logged. */
  readonly verdict?: string;
}

interface Step {
  readonly number: number;
  readonly reply: Reply;
  readonly now: number;
}

/** A place, and how to come to it. */
interface Known {
  readonly place: Place;
  readonly input: Input;
  readonly seed: string;
  readonly began: number;
  readonly steps: readonly Step[];
  readonly next: Map<string, Known>;
  /** Steps after which the function looked at the clock: by reply alone they are not known. */
  readonly timed: Set<string>;
  readonly isTimed: boolean;
}

/** What a broken ledger is made of, to see that the search notices. */
export type Change = (ledger: Ledger, update: UpdateItem) => Ledger;

export interface Machine {
  readonly settings: Settings;
  readonly begin: (input: Input, seed: string, now: number) => Promise<Place>;
  readonly resume: (place: Place, number: number, reply: Reply, now: number) => Promise<Place>;
}

export async function machineFor(json: string, change: Change = ledger => ledger): Promise<Machine> {
  const settings = parseSettings(json);
  let run = runOf('', 0);
  const update: UpdateItem = what => run.ask({ kind: 'update', update: what }) as ReturnType<UpdateItem>;
  const world = {
    ...codesOnly,
    now: () => run.now(),
    nonce: () => run.nonce(),
    ledger: change(
      dynamodbLedger('ledger', update, () => run.nonce()),
      update,
    ),
  };
  const handOver = async (_arn: string, message: HandedOver) => {
    await run.ask({ kind: 'hand over', message: JSON.parse(JSON.stringify(message)) });
  };
  const send = async ({ id, address }: { id: string; address: string }) => {
    await run.ask({ kind: 'send', id, address });
  };
  const senders = { EMAIL: send, SMS: send };
  const create = await createChallenge(settings, { ...world, handOver, sleep: async () => {} });
  const verify = await verifyAnswer(settings, world);
  const deliver = await deliverChallenge(settings, parseMessageSettings(json), { ...world, senders });
  const call = (input: Input): Promise<unknown> => {
    if (input.kind === 'deliver') return deliver(input.message);
    return input.kind === 'create' ? create(input.event) : verify(input.event);
  };

  const known = new Map<string, Known>();
  const byId: Known[] = [];

  async function known1(input: Input, seed: string, began: number, steps: readonly Step[]): Promise<Known> {
    const said: unknown[] = [];
    const quiet = silence(said);
    run = runOf(seed, began);
    const mine = run;
    try {
      call(input).then(mine.succeeded, mine.failed);
      await settled();
      for (const { number, reply, now } of steps) {
        mine.answer(number, reply, now);
        await settled();
      }
    } finally {
      quiet();
    }
    const verdict = said.map(line => Object(line).verdict).find(each => each !== undefined);
    const place: Place = {
      id: byId.length,
      waiting: mine.waiting(),
      ...(mine.end() && { end: mine.end() as NonNullable<Place['end']> }),
      ...(verdict !== undefined && { verdict: String(verdict) }),
    };
    if (!place.end && place.waiting.length === 0) throw new Error('A function waits for nothing.');
    const made: Known = {
      ...{ place, input, seed, began, steps },
      ...{ next: new Map(), timed: new Set(), isTimed: mine.isTimed() },
    };
    byId.push(made);
    return made;
  }

  return {
    settings,
    begin: async (input, seed, now) => {
      const key = `${seed} ${now} ${JSON.stringify(input)}`;
      const found = known.get(key) ?? (await known1(input, seed, now, []));
      known.set(key, found);
      return found.place;
    },
    resume: async ({ id }, number, reply, now) => {
      const from = byId[id];
      if (!from) throw new Error(`There is no place ${id}.`);
      const plain = `${number} ${nameOf(reply)}`;
      const key = from.timed.has(plain) ? `${now} ${plain}` : plain;
      const found = from.next.get(key);
      if (found) return found.place;
      const made = await known1(from.input, from.seed, from.began, [...from.steps, { number, reply, now }]);
      if (made.isTimed) from.timed.add(plain);
      from.next.set(made.isTimed ? `${now} ${plain}` : plain, made);
      return made.place;
    },
  };
}

/** One run of a function, from its beginning. */
function runOf(seed: string, began: number) {
  let now = began;
  const random = digestsOf(seed);
  let isTimed = false;
  let end: { value: unknown } | { error: string } | undefined;
  const asked: { call: NetworkCall; resolve: (value: unknown) => void; reject: (error: Error) => void }[] =
    [];
  const answered = new Set<number>();
  return {
    now: () => {
      isTimed = true;
      return now * 1000;
    },
    nonce: () => nonceOf(random()),
    ask: (call: NetworkCall) =>
      new Promise((resolve, reject) => {
        asked.push({ call, resolve, reject });
      }),
    answer: (number: number, reply: Reply, at: number) => {
      const waiting = asked[number];
      if (!waiting || answered.has(number)) throw new Error(`Nothing waits for an answer ${number}.`);
      answered.add(number);
      now = at;
      isTimed = false;
      if ('value' in reply) waiting.resolve(reply.value);
      else waiting.reject(new AwsCallError(reply.code, reply.status, reply.code));
    },
    waiting: () =>
      end ? [] : asked.flatMap(({ call }, number) => (answered.has(number) ? [] : [{ number, call }])),
    isTimed: () => isTimed,
    end: () => end,
    succeeded: (value: unknown) => {
      end = { value };
    },
    failed: (error: unknown) => {
      end = { error: format('%s', Object(error).message) };
    },
  };
}

/** All that can go on without the network has gone on. */
async function settled(): Promise<void> {
  for (let n = 0; n < 2; n++) await new Promise(resolve => setImmediate(resolve));
}

/** Keeps what is logged. @returns ends that */
function silence(said: unknown[]): () => void {
  const { info, warn } = console;
  const write = process.stdout.write;
  console.info = console.warn = line => {
    said.push(line);
  };
  // A metric is a line on standard output.
  process.stdout.write = () => true;
  return () => {
    Object.assign(console, { info, warn });
    process.stdout.write = write;
  };
}
