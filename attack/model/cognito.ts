import { readEvent, type TriggerEvent } from '../../functions/event/event.ts';
import { nextFor } from '../../functions/flow/next.ts';
import { isLong } from '../../functions/question/long-code.ts';
import { questionName } from '../../functions/question/nonce.ts';
import { fromPrivateParameters } from '../../functions/question/question.ts';
import { deadIn, type Typist } from './answers.ts';
import type { Machine } from './machine.ts';
import type { Call, Move, Running, Scenario, SignIn, State } from './state.ts';

/** Seconds after which Cognito no longer waits for a trigger. */
export const WAITS_SECONDS = 5;

/** Whose sign-ins they are. */
export const USER = { userPoolId: 'us-east-1_AAAAAAAAA', userName: 'casey' };

const ATTRIBUTES = {
  sub: 's',
  email: 'casey@mail.example',
  email_verified: 'true',
  phone_number: '+15550100321',
  phone_number_verified: 'true',
};

/** What Cognito and the clients of a sign-in can do next. */
export function cognitoFor(scenario: Scenario, machine: Machine, typist: Typist) {
  const clientOf = (index: number) => scenario.signIns[index]?.client ?? '';

  /** Cognito calls a function: the first time, or once more. */
  async function call(state: State, index: number, { tries, ...rest }: Call): Promise<State> {
    const made: Call = { ...rest, tries: tries + 1 };
    const key = `${made.name}, try ${made.tries}`;
    const event = eventOf(made.trigger, clientOf(index), made.request);
    // Verify uses nothing random: two tries at once are the same.
    const seed = made.trigger === 'create' ? key : '';
    const place = await machine.begin({ kind: made.trigger, event }, seed, state.now);
    const running: Running = {
      ...{ place, call: made.name, isAwaited: true, began: state.now },
      dead: made.handsOut ? deadIn(state.items, machine.settings) : [],
      ...(made.resends && { newest: state.facts.newest.filter(({ at }) => at === made.resends) }),
    };
    const calls = (state.signIns[index]?.calls ?? []).filter(({ name }) => name !== made.name);
    return {
      ...withSignIn(state, index, { phase: 'called', calls: [...calls, made] }),
      running: { ...state.running, [key]: running },
    };
  }

  /** The next question, or the end. @param wish what the client sends besides its answer */
  async function goOn(state: State, index: number, wish?: object): Promise<State> {
    const { session, rounds, asked } = signInOf(state, index);
    const request = { session, ...wish };
    const { next } = nextFor(machine.settings, eventOf('create', clientOf(index), request));
    if (next !== 'ask')
      return withSignIn(state, index, {
        ...{ phase: 'over', calls: [], asked: undefined },
        end: next === 'tokens' ? 'tokens' : 'failed',
      });
    const name = `create ${index}.${rounds}`;
    const isResend = Object(Object(wish).clientMetadata).action === 'resend';
    const handsOut = session.length === 0 || isResend;
    const { challenge } = fromPrivateParameters(asked?.kept ?? {}) ?? {};
    return call(withSignIn(state, index, { calls: [], asked: undefined }), index, {
      ...{ name, trigger: 'create', request, tries: 0, handsOut },
      ...(isResend && challenge && { resends: doorOf(clientOf(index), challenge) }),
    });
  }

  /** An answer, or a wish, to the question of this round. */
  async function respond(state: State, index: number, move: Move, nth = 0): Promise<State | undefined> {
    const { asked, rounds } = signInOf(state, index);
    if (!asked) return undefined;
    const name = `verify ${index}.${rounds}.${nth}`;
    const metadata = wishOf(move, asked.told);
    if (metadata) {
      const request = { privateChallengeParameters: asked.kept, challengeAnswer: '-', ...metadata };
      return call(state, index, { name, trigger: 'verify', request, tries: 0 });
    }
    const linked = move.startsWith('link ') ? state.signIns[Number(move.slice(5))]?.first : undefined;
    const event = eventOf('verify', clientOf(index), {});
    const typed = await typist.type(move, asked.kept, linked, event, name);
    if (!typed) return undefined;
    const { given, answer } = typed;
    const request = { privateChallengeParameters: asked.kept, challengeAnswer: given };
    const answers = { ...state.facts.answers, [name]: { ...answer, verdicts: [] } };
    return call({ ...state, facts: { ...state.facts, answers } }, index, {
      ...{ name, trigger: 'verify', request, tries: 0 },
    });
  }

  /** Cognito has the answer of a function. */
  async function take(state: State, index: number, { name, trigger, request }: Call, running: Running) {
    const { end } = running.place;
    const signIn = signInOf(state, index);
    const others = signIn.calls.filter(each => each.name !== name);
    if (!end || 'error' in end) return withSignIn(state, index, { phase: 'over', end: 'error', calls: [] });
    if (trigger === 'create') {
      const {
        privateChallengeParameters: kept,
        publicChallengeParameters: told,
        challengeMetadata,
      } = end.value as Created;
      const asked = { kept, told, metadata: challengeMetadata };
      const first = signIn.first ?? kept;
      return withSignIn(state, index, { phase: 'asked', calls: [], asked, first });
    }
    if (scenario.signIns[index]?.storm)
      return withSignIn(state, index, { calls: others, ...(others.length === 0 && { phase: 'over' }) });
    const { answerCorrect } = end.value as { answerCorrect: boolean };
    const entry = {
      ...{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: answerCorrect },
      challengeMetadata: signIn.asked?.metadata ?? null,
    };
    const session = [...signIn.session, entry];
    const { clientMetadata } = request;
    const next = withSignIn(state, index, { session, rounds: signIn.rounds + 1, calls: [] });
    return goOn(next, index, clientMetadata === undefined ? undefined : { clientMetadata });
  }

  return { call, goOn, respond, take };
}

/** Where a message goes to a user: each has a budget and a question of its own. */
export const doorOf = (client: string, challenge: string) => `${client} ${challenge}`;

interface Created {
  readonly publicChallengeParameters: Readonly<Record<string, string>>;
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
  readonly challengeMetadata: string;
}

/** The dead question that a create function hands out, if it does. */
export function deadOne({ place, dead }: Running): string | undefined {
  const kept =
    place.end && 'value' in place.end ? (place.end.value as Created).privateChallengeParameters : {};
  const asked = fromPrivateParameters(kept ?? {});
  if (!asked) return undefined;
  const name = questionName(asked);
  return dead.includes(name) || (dead.includes(`${name} unless long`) && !isLong(asked)) ? name : undefined;
}

/** The question that a resend leaves a sign-in with, where a newer message brought another that can be answered. */
export function staleOne(
  { place, newest }: Running,
  now: number,
  dead: readonly string[],
): string | undefined {
  const kept =
    place.end && 'value' in place.end ? (place.end.value as Created).privateChallengeParameters : {};
  const asked = newest && fromPrivateParameters(kept ?? {});
  if (!asked) return undefined;
  const name = questionName(asked);
  const good = newest.filter(({ question, until }) => until > now && !dead.includes(question));
  return good.length > 0 && !newest.some(({ question }) => question === name) ? name : undefined;
}

export function signInOf(state: State, index: number): SignIn {
  const signIn = state.signIns[index];
  if (!signIn) throw new Error(`There is no sign-in ${index}.`);
  return signIn;
}

export function withSignIn(state: State, index: number, changes: Partial<SignIn>): State {
  const signIns = state.signIns.map((each, at) => (at === index ? { ...each, ...changes } : each));
  return { ...state, signIns };
}

function wishOf(move: Move, told: Readonly<Record<string, string>>): object | undefined {
  if (move === 'resend') return { clientMetadata: { action: 'resend' } };
  if (move !== 'other') return undefined;
  const other = told.alternatives?.split(',').find(each => each !== told.challenge);
  return { clientMetadata: { challenge: other } };
}

const sources = {
  create: 'CreateAuthChallenge_Authentication',
  verify: 'VerifyAuthChallengeResponse_Authentication',
};

function eventOf(trigger: keyof typeof sources, clientId: string, request: object): TriggerEvent {
  const triggerSource = sources[trigger];
  const event = readEvent(
    {
      ...{ triggerSource, ...USER, callerContext: { clientId } },
      request: { userAttributes: ATTRIBUTES, ...request },
    },
    triggerSource,
  );
  if (!event) throw new Error('Not an event.');
  return event;
}
