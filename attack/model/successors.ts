import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import { messageId } from '../../functions/delivery/outgoing.ts';
import { questionName } from '../../functions/question/nonce.ts';
import { deadIn, typistFor } from './answers.ts';
import { cognitoFor, deadOne, doorOf, signInOf, staleOne, WAITS_SECONDS } from './cognito.ts';
import type { Machine } from './machine.ts';
import { type NetworkCall, type Reply, write } from './network.ts';
import type { Facts, Misfortune, Newest, Running, Scenario, State } from './state.ts';

/** Something that can happen next, and what it leads to. */
export interface Next {
  readonly label: string;
  readonly state: State;
}

/** Lambda calls a function for an asynchronous event again where it failed: three times in all. */
const ASYNC_CALLS = 3;

/** All that can happen next. A function that dies is one that is never heard of again: it needs no step of its own. */
export async function successorsFor(scenario: Scenario, machine: Machine) {
  const cognito = cognitoFor(scenario, machine, await typistFor(machine));
  const marks = (scenario.may?.lost ?? 0) > 0;

  /** Gives a function the answer that it waits for. */
  async function resume(state: State, key: string, number: number, reply: Reply): Promise<State> {
    const running = runningOf(state, key);
    const place = await machine.resume(running.place, number, reply, state.now);
    return ended({ ...state, running: { ...state.running, [key]: { ...running, place } } }, key);
  }

  /** Notes what a function came to, and forgets it where nobody waits for it. */
  function ended(state: State, key: string): State {
    const running = runningOf(state, key);
    const { place, call, message, isAwaited, began } = running;
    if (!place.end) return state;
    let { facts, queue } = state;
    const answer = call === undefined ? undefined : facts.answers[call];
    if (call !== undefined && answer && place.verdict) {
      const verdicts = [...answer.verdicts, { verdict: place.verdict, began }];
      facts = { ...facts, answers: { ...facts.answers, [call]: { ...answer, verdicts } } };
    }
    const dead = call?.startsWith('create') ? deadOne(running) : undefined;
    if (dead) facts = { ...facts, deadOnes: added(facts.deadOnes, dead) };
    const stale = staleOne(running, state.now, deadIn(state.items, machine.settings));
    if (stale) facts = { ...facts, staleOnes: added(facts.staleOnes, stale) };
    const queued = message === undefined ? undefined : queue[message];
    if (message !== undefined && queued)
      queue = { ...queue, [message]: { ...queued, hasFailed: 'error' in place.end } };
    return { ...state, facts, queue, running: isAwaited ? state.running : without(state.running, key) };
  }

  /** What can become of a call into the network. */
  async function* answersTo(
    state: State,
    key: string,
    number: number,
    call: NetworkCall,
  ): AsyncGenerator<Next> {
    if (call.kind === 'update') {
      const mark = marks ? `${key} ${number}` : undefined;
      const { id } = call.update;
      const { item, hasChanged, reply } = await write(state.items, call.update, mark);
      const after = hasChanged ? { ...state, items: { ...state.items, [id]: item } } : state;
      const label = `${key}: ${id.split(' ')[0]} ${reply.value.done ? 'written' : 'as it was'}`;
      yield { label, state: await resume(after, key, number, reply) };
      if (hasChanged && state.left.lost > 0)
        yield { label: `${label}, and the answer lost`, state: spend(after, 'lost') };
    } else if (call.kind === 'hand over') {
      yield {
        label: `${key}: message ${call.message.send} handed over`,
        state: await resume(handedOver(state, key, call.message), key, number, DONE),
      };
      yield { label: `${key} dies`, state: dead(state, key) };
    } else {
      const out = { ...state, facts: sent(state.facts, call.id) };
      yield { label: `${key}: sent`, state: await resume(out, key, number, DONE) };
      const failures = [
        ['refused', state, { code: 'MessageRejected', status: 400 }],
        ['uncertain', { ...out, facts: unsure(out.facts, call.id) }, { code: 'TimeoutError', status: 0 }],
        ['uncertain', { ...state, facts: unsure(state.facts, call.id) }, { code: 'TimeoutError', status: 0 }],
      ] as const;
      for (const [misfortune, from, reply] of failures)
        if (state.left[misfortune] > 0)
          yield {
            label: `${key}: ${misfortune}${from === state ? '' : ', though it may be out'}`,
            state: await resume(spend(from, misfortune), key, number, reply),
          };
    }
  }

  function handedOver(state: State, key: string, message: HandedOver): State {
    const { call: name = '' } = runningOf(state, key);
    const mine = added(state.facts.handedOver[name] ?? [], messageId(message));
    const newest = message.address ? newestOf(message) : undefined;
    const facts = {
      ...state.facts,
      handedOver: { ...state.facts.handedOver, [name]: mine },
      ...(newest && { newest: [...state.facts.newest.filter(({ at }) => at !== newest.at), newest] }),
    };
    const running = newest ? seenBy(state.running, newest) : state.running;
    const queue = { ...state.queue, [key]: { message, calls: 0, hasFailed: false } };
    return { ...state, facts, running, ...(scenario.delivers && { queue }) };
  }

  function newestOf({ question, clientId }: HandedOver): Newest {
    const step = machine.settings.flow.find(({ name }) => name === question.step);
    if (!step) throw new Error(`There is no step ${question.step}.`);
    return {
      at: doorOf(clientId, question.challenge),
      question: questionName(question),
      until: question.issuedAt + step.lifetimeSeconds,
    };
  }

  /**
   * A message to hand over is the last call of a function, and touches nothing that another one looks at: it is handed
   * over at once, or never. What comes in between would lead to the same states.
   */
  async function* handOversOf(state: State): AsyncGenerator<Next> {
    for (const [key, { place }] of Object.entries(state.running))
      for (const { number, call } of place.waiting)
        if (call.kind === 'hand over') return yield* answersTo(state, key, number, call);
  }

  async function* functionsOf(state: State): AsyncGenerator<Next> {
    for (const [key, { place, began }] of Object.entries(state.running))
      if (isAlive(key, began, state))
        for (const { number, call } of place.waiting) yield* answersTo(state, key, number, call);
  }

  async function* queueOf(state: State): AsyncGenerator<Next> {
    for (const [message, queued] of Object.entries(state.queue)) {
      const { calls, hasFailed } = queued;
      const isDouble = calls > 0 && !hasFailed;
      if (calls >= ASYNC_CALLS || (isDouble && state.left.doubles === 0)) continue;
      const key = `deliver ${message}, ${calls + 1}`;
      const place = await machine.begin({ kind: 'deliver', message: queued.message }, key, state.now);
      const running = { place, isAwaited: false, message, began: state.now, dead: [] };
      const queue = { ...state.queue, [message]: { ...queued, calls: calls + 1, hasFailed: false } };
      const begun = { ...state, queue, running: { ...state.running, [key]: running } };
      yield { label: `${key} begins`, state: ended(isDouble ? spend(begun, 'doubles') : begun, key) };
    }
  }

  async function* clientsOf(state: State): AsyncGenerator<Next> {
    for (const [index, { phase, calls, rounds, asked }] of state.signIns.entries()) {
      const { moves = [], storm, after } = scenario.signIns[index] ?? {};
      const mayBegin = after === undefined || signInOf(state, after).phase === 'over';
      if (phase === 'not begun' && mayBegin)
        yield { label: `sign-in ${index} begins`, state: await cognito.goOn(state, index) };
      if (phase === 'asked' && storm) {
        let all: State | undefined = state;
        for (const [nth, move] of storm.entries())
          all = all && (await cognito.respond(all, index, move, nth));
        if (all) yield { label: `sign-in ${index}: ${storm.join(', ')} at once`, state: all };
      } else if (phase === 'asked' && asked)
        for (const move of moves[rounds] ?? []) {
          const next = await cognito.respond(state, index, move);
          if (next) yield { label: `sign-in ${index}: ${move}`, state: next };
        }
      for (const call of calls) {
        const key = `${call.name}, try ${call.tries}`;
        const running = runningOf(state, key);
        if (running.place.end) {
          const rest = { ...state, running: without(state.running, key) };
          yield { label: `Cognito has ${key}`, state: await cognito.take(rest, index, call, running) };
        }
        if (call.tries >= scenario.tries) continue;
        const abandoned = running.place.end
          ? without(state.running, key)
          : { ...state.running, [key]: { ...running, isAwaited: false } };
        const later = { ...state, running: abandoned, now: running.began + WAITS_SECONDS };
        yield { label: `Cognito calls ${call.name} again`, state: await cognito.call(later, index, call) };
      }
    }
  }

  async function* timeOf(state: State): AsyncGenerator<Next> {
    if (state.left.ticks === 0) return;
    // Cognito waits for nobody longer than that.
    const waiting = Object.values(state.running).filter(({ isAwaited }) => isAwaited);
    const most = Math.min(...waiting.map(({ began }) => began + WAITS_SECONDS - state.now));
    for (const seconds of (scenario.ticks ?? []).filter(each => each <= most))
      yield { label: `${seconds} s pass`, state: spend({ ...state, now: state.now + seconds }, 'ticks') };
  }

  return async function* successors(state: State): AsyncGenerator<Next> {
    let isHandedOver = false;
    for await (const { label, state: next } of handOversOf(state)) {
      isHandedOver = true;
      yield { label, state: buried(next) };
    }
    if (isHandedOver) return;
    for (const source of [functionsOf, queueOf, clientsOf, timeOf])
      for await (const { label, state: next } of source(state)) yield { label, state: buried(next) };
  };
}

/** Nothing more comes of a function; Cognito may still wait for it. */
function dead(state: State, key: string): State {
  const running = runningOf(state, key);
  if (!running.isAwaited) return { ...state, running: without(state.running, key) };
  const place = { id: -1, waiting: [] };
  return { ...state, running: { ...state.running, [key]: { ...running, place } } };
}

/** Lambda ends a function that takes longer: `modules/trigger-function.ts`, `modules/deliver-function.ts`. */
const isAlive = (key: string, began: number, { now }: State) =>
  now <= began + (key.startsWith('deliver') ? 60 : 5);

/** Nothing is heard any more of functions that Lambda has ended; Cognito may still wait for them. */
function buried(state: State): State {
  const alive = Object.entries(state.running).filter(
    ([key, { isAwaited, began }]) => isAwaited || isAlive(key, began, state),
  );
  return { ...state, running: Object.fromEntries(alive) };
}

function runningOf(state: State, key: string): Running {
  const running = state.running[key];
  if (!running) throw new Error(`There is no ${key}.`);
  return running;
}

function spend(state: State, what: Misfortune): State {
  return { ...state, left: { ...state.left, [what]: state.left[what] - 1 } };
}

const DONE = { value: undefined };

const sent = (facts: Facts, id: string): Facts => ({
  ...facts,
  sent: { ...facts.sent, [id]: (facts.sent[id] ?? 0) + 1 },
});

const unsure = (facts: Facts, id: string): Facts => ({ ...facts, uncertain: added(facts.uncertain, id) });

function added(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list : [...list, one].sort();
}

/** Who asks for a message again may get this one from now on. */
function seenBy(running: State['running'], newest: Newest): State['running'] {
  const entries = Object.entries(running).map(([key, each]) => {
    const known = each.newest;
    return [
      key,
      known && known[0]?.at === newest.at ? { ...each, newest: [...known, newest] } : each,
    ] as const;
  });
  return Object.fromEntries(entries);
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string) {
  const { [key]: _, ...rest } = record;
  return rest;
}
